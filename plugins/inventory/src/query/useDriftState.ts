import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  readDriftState,
  writeDriftState,
  type DriftState,
} from '../lib/driftState';

export type UpdateDriftState = (change: Partial<DriftState>) => void;

/** The state of the drift table, kept in the address of the page. */
export function useDriftState(): [DriftState, UpdateDriftState] {
  const [params, setParams] = useSearchParams();
  const state = useMemo(() => readDriftState(params), [params]);
  const update = useCallback<UpdateDriftState>(
    change =>
      setParams(
        // A change of what is listed starts at the first page again.
        current =>
          writeDriftState({ ...readDriftState(current), page: 1, ...change }),
        { replace: true },
      ),
    [setParams],
  );
  return [state, update];
}
