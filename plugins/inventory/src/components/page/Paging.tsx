import { TablePagination } from '@backstage/ui';
import { pageSizes, type DriftState } from '../../lib/driftState';
import { formatCount } from '../../lib/words';
import type { UpdateDriftState } from '../../query/useDriftState';

/** Leads through the pages of the drift table, where there are several. */
export function Paging(props: {
  totalItems: number;
  state: DriftState;
  update: UpdateDriftState;
  onTurn: (page: number) => void;
}) {
  const { totalItems, update, onTurn } = props;
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
      onPreviousPage={() => onTurn(page - 1)}
      onNextPage={() => onTurn(page + 1)}
      onPageSizeChange={size => update({ pageSize: size })}
      getLabel={() => `${offset + 1}–${end} of ${formatCount(totalItems)}`}
    />
  );
}
