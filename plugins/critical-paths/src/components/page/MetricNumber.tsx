import type {
  ComparedNumbers,
  Freshness,
  PathObjectives,
  StepObjectives,
} from '@rocket/plugin-critical-paths-common';
import { formatDuration } from '@rocket/ui';
import { metricInWords, type Metric } from '../../lib/metrics';
import type { PageState } from '../../lib/pageState';
import styles from './MetricNumber.module.css';

/** One of the four numbers of a path or step: the value, what is asked for, what it was a week before. */
export function MetricNumber(props: {
  metric: Metric;
  numbers: ComparedNumbers;
  objectives: PathObjectives | StepObjectives | undefined;
  freshness: Freshness;
  state: PageState;
}) {
  const { metric, numbers, state } = props;
  const value = metric.value(numbers.current, state);
  const target = metric.target(props.objectives, state);
  const missed = value !== undefined && target !== undefined && value > target;
  const { down, unknown } = numbers.current.minutes;
  return (
    <div className={styles.number}>
      <p
        className={`${styles.value} ${props.freshness.stale ? styles.stale : ''}`}
      >
        {metric.id === 'latency' && (
          <span className={styles.label}>{metric.label(state)}</span>
        )}
        {metricInWords(metric, numbers.current, state)}
      </p>
      {target !== undefined && (
        <p className={`${styles.aside} ${missed ? styles.over : ''}`}>
          {missed ? 'over the target of ' : 'target '}
          {metric.format(target)}
        </p>
      )}
      {metric.id === 'uptime' && (down > 0 || unknown > 0) && (
        <p className={styles.aside}>
          {[
            down > 0 && `${formatDuration(down * 60)} down`,
            unknown > 0 && `${formatDuration(unknown * 60)} unknown`,
          ]
            .filter(Boolean)
            .join(', ')}
        </p>
      )}
      {state.compare && (
        <p className={styles.aside}>
          week before {metricInWords(metric, numbers.previous, state)}
        </p>
      )}
    </div>
  );
}
