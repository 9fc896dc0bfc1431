import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import type { ServiceSortField } from '@rocket/plugin-reliability-scoreboard-common';
import styles from './ColumnHeader.module.css';

/** The head of a column; a button when the column can be sorted by. */
export function ColumnHeader(props: {
  label: string;
  width: number | undefined;
  sortField: ServiceSortField | undefined;
  /** Set when the table is sorted by this column. */
  order: 'asc' | 'desc' | undefined;
  onSort: (field: ServiceSortField) => void;
}) {
  const { label, width, sortField, order, onSort } = props;
  if (!sortField) {
    return (
      <th scope="col" className={styles.head} style={{ width }}>
        <span className={styles.label}>{label}</span>
      </th>
    );
  }
  const Arrow = order === 'desc' ? RiArrowDownLine : RiArrowUpLine;
  const directions = { asc: 'ascending', desc: 'descending' } as const;
  return (
    <th
      scope="col"
      className={styles.head}
      style={{ width }}
      aria-sort={order ? directions[order] : 'none'}
    >
      <button
        type="button"
        className={`${styles.label} ${styles.sort}`}
        onClick={() => onSort(sortField)}
      >
        {label}
        <Arrow className={styles.arrow} aria-hidden="true" />
      </button>
    </th>
  );
}
