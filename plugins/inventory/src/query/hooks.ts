import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { inventoryApiRef, type DriftQuery } from '../api/InventoryApi';
import { toTeam } from '../lib/teams';

const poll = 60_000;

export function useSummary() {
  const api = useApi(inventoryApiRef);
  return useQuery({
    queryKey: ['summary'],
    queryFn: () => api.getSummary(),
    refetchInterval: poll,
  });
}

/** How the listings of AWS are; `null` where the back end does not tell. */
export function useScopes() {
  const api = useApi(inventoryApiRef);
  return useQuery({
    queryKey: ['scopes'],
    // The query library has no use for `undefined` as data.
    queryFn: async ({ signal }) => (await api.getScopes({ signal })) ?? null,
    refetchInterval: poll,
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
    queryFn: () => (query ? api.getDrift(query, page) : undefined),
    enabled: query !== undefined,
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
