import { ButtonLink, Container } from '@backstage/ui';
import { EmptyState, ErrorPanel } from '@rocket/ui';
import { metrics, type MetricId } from '../../lib/metrics';
import { oldestFreshness, summaryInWords } from '../../lib/summary';
import { usePaths } from '../../query/hooks';
import { usePageState } from '../../query/usePageState';
import { PageControls } from '../page/PageControls';
import { DashboardRow } from './DashboardRow';
import { DashboardSkeleton } from './DashboardSkeleton';
import styles from './DashboardPage.module.css';

/** How a critical path is described, for those who have none yet. */
const guide = '/docs/default/component/rocket/critical-paths';

/** One metric over all critical paths: a row each, the worst first. */
export function DashboardPage(props: { metricId: MetricId }) {
  const metric = metrics[props.metricId];
  const [state, onChange] = usePageState();
  const { data, error, isPending, refetch } = usePaths(state.range);
  return (
    <Container className={styles.page} py="4">
      <PageControls
        state={state}
        onChange={onChange}
        latency={metric.id === 'latency'}
        freshness={data && oldestFreshness(data.paths)}
      />
      {error && (
        <ErrorPanel
          title="The critical paths could not be read"
          error={error}
          onRetry={refetch}
        />
      )}
      {isPending && <DashboardSkeleton />}
      {data && (
        <p className={styles.summary} aria-live="polite">
          {summaryInWords(data.paths)}
        </p>
      )}
      {data && data.paths.length > 0 && (
        <ul className={styles.rows}>
          {data.paths.map(path => (
            <li key={path.entityRef}>
              <DashboardRow
                metric={metric}
                path={path}
                axis={data.axis}
                state={state}
                onChange={onChange}
              />
            </li>
          ))}
        </ul>
      )}
      {data && data.paths.length === 0 && <NoPaths />}
    </Container>
  );
}

function NoPaths() {
  return (
    <EmptyState
      title="No critical path yet"
      description="A critical path is one business flow, such as “card authorization”, written down as the applications and transactions that it goes through. Describe the first one in a CriticalPath entity, and its uptime, throughput, error rate and latency appear here."
      action={
        <ButtonLink href={guide} variant="secondary">
          Describe the first one
        </ButtonLink>
      }
    />
  );
}
