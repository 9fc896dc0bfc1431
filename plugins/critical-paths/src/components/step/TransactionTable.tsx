import { Cell, Table, type ColumnConfig } from '@backstage/ui';
import type {
  StepDetail,
  WindowNumbers,
} from '@rocket/plugin-critical-paths-common';
import { Sparkline } from '@rocket/ui';
import { axisSpan, chartPoints } from '../../lib/chartData';
import { chartFinding } from '../../lib/finding';
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
      cell: transaction => (
        <Cell>
          <Sparkline
            values={transaction.series.latency.p95.current.map(
              value => value ?? undefined,
            )}
            label={trendFinding(props.detail, transaction)}
          />
        </Cell>
      ),
    },
  ];
  return (
    <div className={styles.transactions}>
      <Table columnConfig={columns} data={rows} pagination={{ type: 'none' }} />
    </div>
  );
}

/** What the little line of a transaction shows, in a sentence. */
function trendFinding(detail: StepDetail, transaction: Row): string {
  const { axis, range } = detail;
  const { name, numbers, series } = transaction;
  const options = { percentile: 'p95' as const };
  return chartFinding({
    metric: metrics.latency,
    subject: name,
    value: metrics.latency.value(numbers.current, options),
    valueInWords: metricInWords(metrics.latency, numbers.current, options),
    target: undefined,
    points: chartPoints({
      axis,
      line: series.latency.p95,
      span: axisSpan(axis),
    }),
    range,
    ...options,
  });
}
