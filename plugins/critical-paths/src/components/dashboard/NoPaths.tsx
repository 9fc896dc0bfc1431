import { EmptyState } from '@rocket/ui';
import { exampleCriticalPath } from '../../lib/exampleCriticalPath';
import styles from './DashboardPage.module.css';

/** What a critical path is and how the first one is written down. */
export function NoPaths() {
  return (
    <EmptyState
      title="No critical path yet"
      description="A critical path is one business flow, such as “card authorization”, written down as the applications and transactions that it goes through. Put the first one into a file that the catalog reads, and its uptime, throughput, error rate and latency appear here:"
      action={
        <pre className={styles.example}>
          <code>{exampleCriticalPath}</code>
        </pre>
      }
    />
  );
}
