import type { Mark } from '@rocket/plugin-critical-paths-common';
import { formatMoment, formatTime } from '@rocket/ui';
import { markInWords } from '../../lib/markInWords';
import type { TimeChartProps } from './chartProps';
import styles from './ChartTable.module.css';

/** All that a chart shows, in rows: the newest first, with what happened in each. */
export function ChartTable(props: TimeChartProps) {
  const { finding, valueLabel, points, format, compare } = props;
  const words = (value: number | undefined) =>
    value === undefined ? 'unknown' : format(value);
  return (
    <div
      className={styles.region}
      role="region"
      aria-label={finding}
      // A scrolling region has to be reachable with the keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={styles.table}>
        <caption>{finding}</caption>
        <thead>
          <tr>
            <th scope="col">from</th>
            <th scope="col">{valueLabel}</th>
            {compare && <th scope="col">week before</th>}
            <th scope="col">what happened</th>
          </tr>
        </thead>
        <tbody>
          {[...points].reverse().map(({ time, current, previous }) => {
            const iso = new Date(time).toISOString();
            return (
              <tr key={time}>
                <th scope="row">
                  <time dateTime={iso} title={formatMoment(iso)}>
                    {formatTime(iso)}
                  </time>
                </th>
                <td>{words(current)}</td>
                {compare && <td>{words(previous)}</td>}
                <td>{marksWithin(props, time).map(markInWords).join('; ')}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function marksWithin(
  props: Pick<TimeChartProps, 'marks' | 'bucketSeconds'>,
  time: number,
): Mark[] {
  const end = time + props.bucketSeconds * 1000;
  return props.marks.filter(({ at }) => {
    const moment = Date.parse(at);
    return moment >= time && moment < end;
  });
}
