import { formatMoment } from '@rocket/ui';
import type { TimeChartProps } from './chartProps';
import styles from './TimeChart.module.css';

/** What stands beside the crosshair: the moment and the values there. The plot fills in `active` and `label`. */
export function Crosshair(
  props: Pick<TimeChartProps, 'points' | 'format' | 'compare'> & {
    active?: boolean;
    label?: string | number;
  },
) {
  const { active, label, points, format, compare } = props;
  const point = points.find(({ time }) => time === Number(label));
  if (!active || !point) {
    return null;
  }
  const words = (value: number | undefined) =>
    value === undefined ? 'unknown' : format(value);
  return (
    <dl className={styles.tooltip}>
      <div>
        <dt>{formatMoment(new Date(point.time).toISOString(), 'minute')}</dt>
        <dd>{words(point.current)}</dd>
      </div>
      {compare && (
        <div>
          <dt>week before</dt>
          <dd>{words(point.previous)}</dd>
        </div>
      )}
    </dl>
  );
}
