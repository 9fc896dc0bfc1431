import { Link } from '@backstage/ui';
import type {
  Instrumentation,
  ServiceScore,
} from '@rocket/plugin-reliability-scoreboard-common';
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
    score.effectiveTierReason,
    score.fastLane && 'fast lane',
    withoutData[score.instrumentation],
  ].filter(Boolean);
  return (
    <div className={styles.service}>
      <Link href={serviceLink(score.entityRef)} standalone weight="bold">
        {score.title}
      </Link>
      <span className={styles.remarks}>{remarks.join(' · ')}</span>
    </div>
  );
}
