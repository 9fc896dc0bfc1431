import { Button, Skeleton } from '@backstage/ui';
import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import { EmptyState } from '@rocket/ui';
import { useRef } from 'react';
import type { DriftSortField } from '../../api/InventoryApi';
import { firstOrder, isFiltered, type DriftState } from '../../lib/driftState';
import type { DriftPage } from '../../model/driftPage';
import type { UpdateDriftState } from '../../query/useDriftState';
import { DriftTableRow } from './DriftTableRow';
import styles from './DriftTable.module.css';
import { Paging } from './Paging';
import { WordLink } from './Words';

const columns: Array<{ label: string; sort?: DriftSortField; width?: string }> =
  [
    { label: 'Entity', sort: 'name', width: '18%' },
    { label: 'Drift', sort: 'level' },
    { label: 'Owner', sort: 'owner', width: '10%' },
    { label: 'Where', width: '24%' },
  ];
const skeletonRows = Array.from({ length: 6 }, (_, row) => row);

/** One row an entity; the back end filters, sorts and pages. */
export function DriftTable(props: {
  page: DriftPage | undefined;
  /** The rows are those of the state before, while the next ones come. */
  isOld: boolean;
  state: DriftState;
  update: UpdateDriftState;
}) {
  const { page, isOld, state, update } = props;
  const frame = useRef<HTMLDivElement>(null);
  if (page?.items.length === 0) {
    return <Nothing page={page} state={state} update={update} />;
  }
  const turnTo = (number: number) => {
    update({ page: number });
    frame.current?.scrollIntoView({ block: 'start' });
  };
  const sortBy = (field: DriftSortField) =>
    update(
      field === state.sort
        ? { order: state.order === 'asc' ? 'desc' : 'asc' }
        : { sort: field, order: firstOrder(field) },
    );
  return (
    <>
      <div ref={frame} className={styles.frame}>
        <table
          className={styles.table}
          aria-label="Drift"
          aria-busy={!page || isOld}
        >
          <thead>
            <tr>
              {columns.map(({ label, sort, width }) => (
                <th
                  key={label}
                  scope="col"
                  style={{ width }}
                  aria-sort={sort && sortWord(sort, state)}
                >
                  {sort ? (
                    <SortButton
                      label={label}
                      order={sort === state.sort ? state.order : undefined}
                      onPress={() => sortBy(sort)}
                    />
                  ) : (
                    label
                  )}
                  {label === 'Drift' && <WordLink word="drift" />}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {page
              ? page.items.map(row => (
                  <DriftTableRow
                    key={row.entityRef}
                    row={row}
                    kinds={state.kinds}
                  />
                ))
              : skeletonRows.map(row => (
                  <tr key={row} aria-hidden="true">
                    {columns.map(({ label }) => (
                      <td key={label}>
                        <Skeleton width="70%" height={20} />
                      </td>
                    ))}
                  </tr>
                ))}
          </tbody>
        </table>
      </div>
      {page && (
        <Paging
          totalItems={page.totalItems}
          state={state}
          update={update}
          onTurn={turnTo}
        />
      )}
    </>
  );
}

function SortButton(props: {
  label: string;
  /** Set when the table is sorted by this column. */
  order: 'asc' | 'desc' | undefined;
  onPress: () => void;
}) {
  const { label, order, onPress } = props;
  const Arrow = order === 'desc' ? RiArrowDownLine : RiArrowUpLine;
  return (
    <button type="button" className={styles.sort} onClick={onPress}>
      {label}
      <Arrow
        className={styles.arrow}
        data-active={order !== undefined}
        aria-hidden="true"
      />
    </button>
  );
}

function sortWord(field: DriftSortField, state: DriftState) {
  if (field !== state.sort) {
    return 'none';
  }
  return state.order === 'asc' ? 'ascending' : 'descending';
}

function Nothing(props: {
  page: DriftPage;
  state: DriftState;
  update: UpdateDriftState;
}) {
  const { page, state, update } = props;
  if (page.totalItems > 0) {
    return (
      <EmptyState
        headingLevel={3}
        title="There are fewer pages now"
        action={
          <Button size="small" onPress={() => update({ page: 1 })}>
            Go to the first page
          </Button>
        }
      />
    );
  }
  return isFiltered(state) ? (
    <EmptyState
      headingLevel={3}
      title="No drift matches"
      description="Leave out a filter to see the rest."
    />
  ) : (
    <EmptyState
      headingLevel={3}
      title="Repositories and AWS agree"
      description="Owners, systems and lifecycles are the same on both sides, all that runs is declared, and nothing is on a deprecated version."
    />
  );
}
