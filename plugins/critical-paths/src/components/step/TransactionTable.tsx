import { Cell, Table, type ColumnConfig } from '@backstage/ui';
import type {
  StepDetail,
  WindowNumbers,
} from '@rocket/plugin-critical-paths-common';
import { Sparkline } from '@rocket/ui';
import { metricInWords, metrics, type Metric } from '../../lib/metrics';
import type { Percentile } from '../../lib/pageState';
import styles from './StepPage.module.css';

type Row = StepDetail['transactions'][number] & { id: string };

/** Each transaction of a step alone: how much, how well, how fast. */
export function TransactionTable(props: {
  detail: StepDetail;
  compare: boolean;
}) {
  const rows = props.detail.transactions.map(transaction => ({
    ...transaction,
    id: transaction.name,
  }));
  const number = (
    id: string,
    label: string,
    metric: Metric,
    percentile: Percentile = 'p95',
  ): ColumnConfig<Row> => {
    const words = (numbers: WindowNumbers) =>
      metricInWords(metric, numbers, { percentile });
    return {
      id,
      label,
      cell: ({ numbers }) => (
        <Cell className={styles.number}>
          {words(numbers.current)}
          {props.compare && (
            <span className={styles.before}>was {words(numbers.previous)}</span>
          )}
        </Cell>
      ),
    };
  };
  const columns: ColumnConfig<Row>[] = [
    {
      id: 'name',
      label: 'Transaction',
      isRowHeader: true,
      defaultWidth: '3fr',
      cell: ({ name }) => <Cell className={styles.transaction}>{name}</Cell>,
    },
    number('throughput', 'Throughput', metrics.throughput),
    number('error-rate', 'Error rate', metrics['error-rate']),
    number('p50', 'p50', metrics.latency, 'p50'),
    number('p95', 'p95', metrics.latency, 'p95'),
    number('p99', 'p99', metrics.latency, 'p99'),
    {
      id: 'trend',
      label: 'p95 trend',
      cell: ({ name, series }) => (
        <Cell>
          <Sparkline
            values={series.latency.p95.current.map(value => value ?? undefined)}
            label={`p95 latency of ${name} over time`}
          />
        </Cell>
      ),
    },
  ];
  return (
    <Table columnConfig={columns} data={rows} pagination={{ type: 'none' }} />
  );
}
