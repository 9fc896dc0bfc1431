import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  readPageState,
  writePageState,
  type PageState,
} from '../lib/pageState';

/** The state of a page, held in the URL, and the way to change it without a step in the history. */
export function usePageState(): [
  PageState,
  (change: Partial<PageState>) => void,
] {
  const [params, setParams] = useSearchParams();
  const state = useMemo(() => readPageState(params), [params]);
  const change = useCallback(
    (part: Partial<PageState>) =>
      setParams(
        current =>
          writePageState(current, { ...readPageState(current), ...part }),
        { replace: true },
      ),
    [setParams],
  );
  return [state, change];
}
