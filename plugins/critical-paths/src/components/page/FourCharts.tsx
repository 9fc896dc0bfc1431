import type {
  ComparedNumbers,
  Freshness,
  Mark,
  PathObjectives,
  Series,
  StepObjectives,
  TimeAxis,
} from '@rocket/plugin-critical-paths-common';
import { metricList } from '../../lib/metrics';
import type { PageState } from '../../lib/pageState';
import { MetricChart } from '../charts/MetricChart';
import styles from '../path/PathPage.module.css';
import { MetricNumber } from './MetricNumber';

const chartHeight = 150;

/** The four metrics of a path or a step on one time axis, with the same marks under each. */
export function FourCharts(props: {
  subject: string;
  axis: TimeAxis;
  series: Series;
  numbers: ComparedNumbers;
  objectives: PathObjectives | StepObjectives | undefined;
  marks: readonly Mark[];
  freshness: Freshness;
  state: PageState;
  onChange: (change: Partial<PageState>) => void;
}) {
  const { freshness, ...chart } = props;
  return (
    <div className={styles.charts}>
      {metricList.map(metric => (
        <section key={metric.id} className={styles.card}>
          <h3>{metric.title}</h3>
          <div className={styles.chartBody}>
            <MetricNumber {...chart} metric={metric} freshness={freshness} />
            <MetricChart {...chart} metric={metric} height={chartHeight} />
          </div>
        </section>
      ))}
    </div>
  );
}
