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
      // Each is a choice that one may want to go back on, so each is kept in the
      // history. A change of what is listed starts at the first page again.
      setParams(current =>
        writeDriftState({ ...readDriftState(current), page: 1, ...change }),
      ),
    [setParams],
  );
  return [state, update];
}
