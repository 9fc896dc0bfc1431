import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  keepPreviousData,
  skipToken,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { inventoryApiRef, type DriftQuery } from '../api/InventoryApi';
import { toTeam } from '../lib/teams';
import type { Scope } from '../model/scopes';

/** While AWS is being listed its progress is worth seeing. */
const pollWhileRunning = 5_000;
const poll = 60_000;

/** The inventory in numbers; `null` where the AWS module is not installed. */
export function useSummary() {
  const api = useApi(inventoryApiRef);
  return useQuery({
    queryKey: ['summary'],
    // The query library has no use for `undefined` as data.
    queryFn: async ({ signal }) => (await api.getSummary({ signal })) ?? null,
    refetchInterval: poll,
  });
}

/** How the listings of AWS are; `null` where the back end does not tell. */
export function useScopes() {
  const api = useApi(inventoryApiRef);
  return useQuery({
    queryKey: ['scopes'],
    queryFn: async ({ signal }) => (await api.getScopes({ signal })) ?? null,
    refetchInterval: query =>
      query.state.data?.some(({ running }) => running)
        ? pollWhileRunning
        : poll,
  });
}

/** Has a scope listed now; what is shown of it follows. */
export function useRefreshScope() {
  const api = useApi(inventoryApiRef);
  const client = useQueryClient();
  return useMutation({
    mutationFn: (scope: Scope) => api.refreshScope(scope),
    onSuccess: () => client.invalidateQueries({ queryKey: ['scopes'] }),
  });
}

/** One page of the drift table; the previous page stays while the next one comes. */
export function useDrift(
  query: DriftQuery | undefined,
  page: { offset: number; limit: number },
) {
  const api = useApi(inventoryApiRef);
  return useQuery({
    queryKey: ['drift', query, page],
    queryFn: query
      ? ({ signal }) => api.getDrift(query, page, { signal })
      : skipToken,
    placeholderData: keepPreviousData,
    refetchInterval: poll,
  });
}

/** All groups of the catalog; few hundred at most, so read at once. */
export function useTeams() {
  const catalogApi = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['teams'],
    staleTime: 10 * 60_000,
    queryFn: async () => {
      const { items } = await catalogApi.getEntities({
        filter: { kind: 'Group' },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
          'spec.profile',
          'spec.parent',
        ],
      });
      return items.map(toTeam);
    },
  });
}
