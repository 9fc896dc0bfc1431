import { Container } from '@backstage/ui';
import { ErrorPanel } from '@rocket/ui';
import { metrics, type MetricId } from '../../lib/metrics';
import { oldestFreshness, summaryInWords } from '../../lib/summary';
import { usePaths } from '../../query/hooks';
import { usePageState } from '../../query/usePageState';
import { PageControls } from '../page/PageControls';
import { NoPaths } from './NoPaths';
import { DashboardRow } from './DashboardRow';
import { DashboardSkeleton } from './DashboardSkeleton';
import styles from './DashboardPage.module.css';

/** One metric over all critical paths: a row each, the worst first. */
export function DashboardPage(props: { metricId: MetricId }) {
  const metric = metrics[props.metricId];
  const [state, onChange] = usePageState();
  const { data, error, isPending, isPlaceholderData, refetch } = usePaths(
    state.range,
  );
  return (
    <Container className={styles.page} py="4">
      {data?.paths.length !== 0 && (
        <PageControls
          state={state}
          onChange={onChange}
          latency={metric.id === 'latency'}
          freshness={data && oldestFreshness(data.paths)}
        />
      )}
      {error && (
        <ErrorPanel
          title="The critical paths could not be read"
          error={error}
          onRetry={refetch}
        />
      )}
      {isPending && <DashboardSkeleton />}
      {data && data.paths.length > 0 && (
        <>
          <p className={styles.summary} aria-live="polite">
            {summaryInWords(data.paths)}
          </p>
          <ul className={styles.rows} aria-busy={isPlaceholderData}>
            {data.paths.map(path => (
              <li key={path.entityRef}>
                <DashboardRow
                  metric={metric}
                  path={path}
                  axis={data.axis}
                  state={{ ...state, range: data.range }}
                  onChange={onChange}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {data && data.paths.length === 0 && <NoPaths />}
    </Container>
  );
}
