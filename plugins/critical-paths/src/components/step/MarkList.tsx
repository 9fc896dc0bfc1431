import { RiAsterisk, RiTriangleFill } from '@remixicon/react';
import type { Mark, TimeRange } from '@rocket/plugin-critical-paths-common';
import { formatAge, formatMoment, formatTime } from '@rocket/ui';
import { markInWords } from '../../lib/markInWords';
import { rangeInWords } from '../../lib/pageState';
import styles from './StepPage.module.css';

/** What happened in a range, the newest first. */
export function MarkList(props: { marks: readonly Mark[]; range: TimeRange }) {
  const { marks, range } = props;
  if (marks.length === 0) {
    return (
      <p className={styles.nothing}>
        No deployment and no incident in the {rangeInWords(range)}.
      </p>
    );
  }
  return (
    <ol className={styles.list} reversed>
      {[...marks].reverse().map(mark => {
        const Icon = mark.type === 'deployment' ? RiTriangleFill : RiAsterisk;
        const by =
          mark.type === 'deployment' && mark.user ? ` by ${mark.user}` : '';
        return (
          <li key={mark.id} className={styles.item}>
            <Icon className={styles[mark.type]} size={12} aria-hidden="true" />
            <time
              className={styles.moment}
              dateTime={mark.at}
              title={`${formatMoment(mark.at)}, ${formatAge(mark.at)}`}
            >
              {formatTime(mark.at)}
            </time>
            <span>
              {markInWords(mark)}
              {by}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
