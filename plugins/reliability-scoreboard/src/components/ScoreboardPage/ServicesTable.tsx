import {
  Cell,
  Column,
  Row,
  TableBody,
  TableBodySkeleton,
  TableHeader,
  TablePagination,
  TableRoot,
  useBreakpoint,
} from '@backstage/ui';
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
import { serviceColumns } from './serviceColumns';
import styles from './ServicesTable.module.css';
import type { UpdateTableState } from './useTableState';

/** One row a service; sorted, filtered and paged by the back end. */
export function ServicesTable(props: {
  services: UseQueryResult<ServiceList>;
  totalServices: number | undefined;
  state: TableState;
  update: UpdateTableState;
}) {
  const { services, totalServices, state, update } = props;
  const { up } = useBreakpoint();
  const columns = serviceColumns.filter(
    column => !column.from || up(column.from),
  );

  if (services.isError && !services.data) {
    return (
      <ErrorPanel
        title="The services could not be read"
        error={services.error}
        onRetry={() => services.refetch()}
      />
    );
  }

  const sortBy = (column: ServiceSortField | undefined) => {
    if (column === state.sort) {
      update({ order: state.order === 'asc' ? 'desc' : 'asc' });
    } else if (column) {
      update({ sort: column, order: firstOrder(column) });
    }
  };
  const { data } = services;
  const offset = (state.page - 1) * state.pageSize;
  return (
    <section className={styles.services} aria-labelledby="services-title">
      <h2 id="services-title" className={styles.title} aria-live="polite">
        {data ? countWords(data.totalItems, totalServices, state) : 'Services'}
      </h2>
      <div className={styles.scroll}>
        <TableRoot
          aria-label="Services"
          isPending={!data}
          stale={services.isPlaceholderData}
          sortDescriptor={{
            column: state.sort,
            direction: state.order === 'asc' ? 'ascending' : 'descending',
          }}
          onSortChange={({ column }) =>
            sortBy(serviceSortFields.find(field => field === column))
          }
        >
          <TableHeader columns={columns}>
            {column => (
              <Column
                id={column.id}
                isRowHeader={column.id === 'title'}
                allowsSorting={column.sortable}
                style={{ width: column.width }}
              >
                {column.label}
              </Column>
            )}
          </TableHeader>
          {data ? (
            <TableBody
              items={data.items.map(score => ({ id: score.entityRef, score }))}
              dependencies={[columns]}
              renderEmptyState={() => (
                <EmptyState
                  title="No service matches"
                  description="Leave out a filter, or look for another name."
                />
              )}
            >
              {({ score }) => (
                <Row columns={columns}>
                  {column => <Cell>{column.content(score)}</Cell>}
                </Row>
              )}
            </TableBody>
          ) : (
            <TableBodySkeleton columns={columns} />
          )}
        </TableRoot>
      </div>
      {data && data.totalItems > pageSizes[0] && (
        <TablePagination
          pageSize={state.pageSize}
          pageSizeOptions={pageSizes}
          offset={offset}
          totalCount={data.totalItems}
          hasPreviousPage={state.page > 1}
          hasNextPage={offset + state.pageSize < data.totalItems}
          onPreviousPage={() => update({ page: state.page - 1 })}
          onNextPage={() => update({ page: state.page + 1 })}
          onPageSizeChange={pageSize => update({ pageSize })}
          getLabel={() =>
            `${offset + 1}–${Math.min(
              offset + state.pageSize,
              data.totalItems,
            )} of ${formatCount(data.totalItems)}`
          }
        />
      )}
    </section>
  );
}

/** "45 services", "12 of 45 services". */
function countWords(
  found: number,
  all: number | undefined,
  state: TableState,
): string {
  const of =
    isFiltered(state) && all !== undefined ? ` of ${formatCount(all)}` : '';
  return `${formatCount(found)}${of} services`;
}
