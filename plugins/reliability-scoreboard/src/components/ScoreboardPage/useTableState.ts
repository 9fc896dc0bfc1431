import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  readTableState,
  writeTableState,
  type TableState,
} from '../../lib/tableState';

export type UpdateTableState = (change: Partial<TableState>) => void;

/** The state of the table, kept in the address of the page. */
export function useTableState(): [TableState, UpdateTableState] {
  const [params, setParams] = useSearchParams();
  const state = useMemo(() => readTableState(params), [params]);
  const update = useCallback<UpdateTableState>(
    change =>
      setParams(
        // A change of what is listed starts at the first page again.
        current =>
          writeTableState({ ...readTableState(current), page: 1, ...change }),
        { replace: true },
      ),
    [setParams],
  );
  return [state, update];
}
