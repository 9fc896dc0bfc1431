import { useApi } from '@backstage/frontend-plugin-api';
import type { TimeRange } from '@rocket/plugin-critical-paths-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { criticalPathsApiRef, type PathQuery } from '../api/CriticalPathsApi';

/** Minutes are what the back end collects; asking more often would show nothing new. */
const refetchInterval = 60_000;

/** All critical paths, kept fresh; another range shows the numbers before it until its own arrive. */
export function usePaths(range: TimeRange) {
  const api = useApi(criticalPathsApiRef);
  return useQuery({
    queryKey: ['paths', range],
    queryFn: ({ signal }) => api.getPaths({ range }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
}

export function usePath(query: PathQuery) {
  const api = useApi(criticalPathsApiRef);
  const { namespace, name } = query;
  return useQuery({
    queryKey: ['path', namespace, name, query.range],
    queryFn: ({ signal }) => api.getPath(query, { signal }),
    // The numbers of another path must not stand under this one's title.
    placeholderData: previous =>
      previous?.path.name === name && previous.path.namespace === namespace
        ? previous
        : undefined,
    refetchInterval,
  });
}

export function useStep(query: PathQuery & { stepId: string }) {
  const api = useApi(criticalPathsApiRef);
  const { namespace, name, stepId } = query;
  return useQuery({
    queryKey: ['step', namespace, name, stepId, query.range],
    queryFn: ({ signal }) => api.getStep(query, { signal }),
    placeholderData: previous =>
      previous?.step.id === stepId && previous.path.name === name
        ? previous
        : undefined,
    refetchInterval,
  });
}
