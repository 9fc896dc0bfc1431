import type {
  Instrumentation,
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
    score.paths.length > 0 && score.effectiveTierReason,
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
