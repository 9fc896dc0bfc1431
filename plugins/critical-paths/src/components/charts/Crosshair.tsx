import { formatMoment } from '@rocket/ui';
import type { TimeChartProps } from './chartProps';
import styles from './TimeChart.module.css';

/** What stands beside the crosshair: the moment and the values there. The plot fills in `active` and `label`. */
export function Crosshair(
  props: Pick<
    TimeChartProps,
    'points' | 'valueLabel' | 'format' | 'compare' | 'target'
  > & { active?: boolean; label?: string | number },
) {
  const { active, label, points, format, compare, target } = props;
  const point = points.find(({ time }) => time === Number(label));
  if (!active || !point) {
    return null;
  }
  const words = (value: number | undefined) =>
    value === undefined ? 'unknown' : format(value);
  return (
    <dl className={styles.tooltip}>
      <dt className={styles.moment}>
        {formatMoment(new Date(point.time).toISOString())}
      </dt>
      <dt>{props.valueLabel}</dt>
      <dd>{words(point.current)}</dd>
      {compare && (
        <>
          <dt>week before</dt>
          <dd>{words(point.previous)}</dd>
        </>
      )}
      {target !== undefined && (
        <>
          <dt>target</dt>
          <dd>{format(target)}</dd>
        </>
      )}
    </dl>
  );
}
