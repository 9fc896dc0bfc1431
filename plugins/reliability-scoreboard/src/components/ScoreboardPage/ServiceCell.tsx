import type {
  Instrumentation,
  PathMembership,
  ServiceScore,
} from '@rocket/plugin-reliability-scoreboard-common';
import { PlainLink } from '../measures';
import { useServiceLink } from '../useServiceLink';
import styles from './cells.module.css';

const withoutData: Record<Instrumentation, string | undefined> = {
  reporting: undefined,
  silent: 'reports nothing',
  'not-joined': 'not in New Relic',
};

/** The name of a service, and what is special about it. */
export function ServiceCell(props: { score: ServiceScore }) {
  const { score } = props;
  const serviceLink = useServiceLink();
  const remarks = [
    describePaths(score.paths),
    score.fastLane && 'fast lane',
    withoutData[score.instrumentation],
  ].filter(Boolean);
  return (
    <div className={styles.service}>
      <PlainLink to={serviceLink(score.entityRef)} bold>
        {score.title}
      </PlainLink>
      <span className={styles.remarks}>{remarks.join(' · ')}</span>
    </div>
  );
}

/** "on Card authorization", "on Card authorization and 2 more". */
function describePaths(paths: PathMembership[]): string | undefined {
  const [first, ...others] = paths;
  if (!first) {
    return undefined;
  }
  return others.length > 0
    ? `on ${first.title} and ${others.length} more`
    : `on ${first.title}`;
}
