import { Link } from '@backstage/ui';
import type {
  PathSummary,
  TimeAxis,
} from '@rocket/plugin-critical-paths-common';
import { AsOf, formatPercentage, PathStatusBadge } from '@rocket/ui';
import type { Metric } from '../../lib/metrics';
import type { PageState } from '../../lib/pageState';
import { useCriticalPathLinks } from '../../query/useCriticalPathLinks';
import { MetricChart } from '../charts/MetricChart';
import { MetricNumber } from '../page/MetricNumber';
import { StatusSince } from '../page/StatusSince';
import styles from './DashboardPage.module.css';

const chartHeight = 140;

/** One path on a dashboard: its status, its number, its chart, its slowest step. */
export function DashboardRow(props: {
  metric: Metric;
  path: PathSummary;
  axis: TimeAxis;
  state: PageState;
  onChange: (change: Partial<PageState>) => void;
}) {
  const { metric, path, axis, state, onChange } = props;
  const links = useCriticalPathLinks(state);
  const { slowestStep, freshness } = path;
  return (
    <article className={styles.row} aria-label={path.title}>
      <div className={styles.title}>
        <h2>
          <Link href={links.path(path)} weight="bold" standalone>
            {path.title}
          </Link>
        </h2>
        <span className={styles.status}>
          <PathStatusBadge status={path.status} />
          <StatusSince since={path.statusSince} />
        </span>
        <MetricNumber
          metric={metric}
          numbers={path.headline}
          objectives={path.objectives}
          freshness={freshness}
          state={state}
        />
        {freshness.stale && freshness.observedAt && (
          <AsOf
            observedAt={freshness.observedAt}
            stale
            reason={freshness.reason}
          />
        )}
      </div>
      <div className={styles.chart}>
        <MetricChart
          metric={metric}
          subject={path.title}
          axis={axis}
          series={path.series}
          numbers={path.headline}
          objectives={path.objectives}
          marks={path.marks}
          state={state}
          onChange={onChange}
          height={chartHeight}
        />
      </div>
      <div className={styles.slowest}>
        <p>
          {slowestStep ? (
            <>
              slowest:{' '}
              <Link href={links.step(path, slowestStep.stepId)}>
                {slowestStep.title}
              </Link>{' '}
              {formatPercentage(slowestStep.share)} of the time
            </>
          ) : (
            'slowest step: no data'
          )}
        </p>
        {path.status !== 'healthy' && <p>{path.reason}</p>}
        {path.concern && <p>{path.concern}</p>}
      </div>
    </article>
  );
}
