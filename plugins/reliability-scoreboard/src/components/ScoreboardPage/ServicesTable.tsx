import { Skeleton, TablePagination, useBreakpoint } from '@backstage/ui';
import {
  serviceSortFields,
  type ServiceList,
  type ServiceSortField,
} from '@rocket/plugin-reliability-scoreboard-common';
import { EmptyState, ErrorPanel } from '@rocket/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import { formatCount } from '../../lib/measures';
import {
  firstOrder,
  isFiltered,
  pageSizes,
  type TableState,
} from '../../lib/tableState';
import { ColumnHeader } from './ColumnHeader';
import { serviceColumns, type ServiceColumn } from './serviceColumns';
import styles from './ServicesTable.module.css';
import type { UpdateTableState } from './useTableState';

/** Room for a name, in pixels, beside the columns of a set width. */
const nameWidth = 180;
const skeletonRows = Array.from({ length: 12 }, (_, row) => row);

/**
 * One row a service; sorted, filtered and paged by the back end. A table of
 * HTML rather than the design system's: it has nothing to select or to edit, its
 * links are reached by Tab, and 50 rows of ten cells are drawn in a fifth of the
 * time.
 */
export function ServicesTable(props: {
  services: UseQueryResult<ServiceList>;
  totalServices: number | undefined;
  state: TableState;
  update: UpdateTableState;
}) {
  const { services, totalServices, state, update } = props;
  const { data } = services;
  const { up } = useBreakpoint();
  const narrow = !up('md');
  const columns = serviceColumns.filter(({ from }) => !from || up(from));
  const widthOf = (column: ServiceColumn) =>
    narrow ? (column.narrowWidth ?? column.width) : column.width;

  if (services.isError && !data) {
    return (
      <ErrorPanel
        title="The services could not be read"
        error={services.error}
        onRetry={() => services.refetch()}
      />
    );
  }

  const sortBy = (field: ServiceSortField) =>
    update(
      field === state.sort
        ? { order: state.order === 'asc' ? 'desc' : 'asc' }
        : { sort: field, order: firstOrder(field) },
    );
  const sortFieldOf = (column: ServiceColumn) =>
    serviceSortFields.find(field => field === column.id);
  return (
    <section className={styles.services} aria-labelledby="services-title">
      <h2 id="services-title" className={styles.title} aria-live="polite">
        {data ? countWords(data.totalItems, totalServices, state) : 'Services'}
      </h2>
      <div className={styles.scroll}>
        <table
          className={styles.table}
          aria-labelledby="services-title"
          aria-busy={!data || services.isPlaceholderData}
          style={{
            minWidth: columns.reduce(
              (sum, column) => sum + (widthOf(column) ?? nameWidth),
              0,
            ),
          }}
        >
          <thead>
            <tr>
              {columns.map(column => (
                <ColumnHeader
                  key={column.id}
                  label={column.label}
                  width={widthOf(column)}
                  sortField={sortFieldOf(column)}
                  order={state.sort === column.id ? state.order : undefined}
                  onSort={sortBy}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {data
              ? data.items.map(score => (
                  <tr key={score.entityRef}>
                    {columns.map((column, index) => {
                      const content = column.content(score, { narrow });
                      return index === 0 ? (
                        <th key={column.id} scope="row">
                          {content}
                        </th>
                      ) : (
                        <td key={column.id}>{content}</td>
                      );
                    })}
                  </tr>
                ))
              : skeletonRows.map(row => (
                  <tr key={row} aria-hidden="true">
                    {columns.map(column => (
                      <td key={column.id}>
                        <Skeleton width="70%" height={20} />
                      </td>
                    ))}
                  </tr>
                ))}
          </tbody>
        </table>
        {data?.items.length === 0 && (
          <EmptyState
            title="No service matches"
            description="Leave out a filter, or look for another name."
          />
        )}
      </div>
      {data && (
        <Paging totalItems={data.totalItems} state={state} update={update} />
      )}
    </section>
  );
}

function Paging(props: {
  totalItems: number;
  state: TableState;
  update: UpdateTableState;
}) {
  const { totalItems, update } = props;
  const { page, pageSize } = props.state;
  if (totalItems <= pageSizes[0]) {
    return undefined;
  }
  const offset = (page - 1) * pageSize;
  const end = Math.min(offset + pageSize, totalItems);
  return (
    <TablePagination
      pageSize={pageSize}
      pageSizeOptions={pageSizes}
      offset={offset}
      totalCount={totalItems}
      hasPreviousPage={page > 1}
      hasNextPage={end < totalItems}
      onPreviousPage={() => update({ page: page - 1 })}
      onNextPage={() => update({ page: page + 1 })}
      onPageSizeChange={size => update({ pageSize: size })}
      getLabel={() => `${offset + 1}–${end} of ${formatCount(totalItems)}`}
    />
  );
}

/** "All 45 services", "12 of 45 services". */
function countWords(
  found: number,
  all: number | undefined,
  state: TableState,
): string {
  if (!isFiltered(state)) {
    return `All ${formatCount(found)} services`;
  }
  const of = all === undefined ? '' : ` of ${formatCount(all)}`;
  return `${formatCount(found)}${of} services`;
}
