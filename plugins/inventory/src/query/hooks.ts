import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  keepPreviousData,
  skipToken,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { inventoryApiRef, type DriftQuery } from '../api/InventoryApi';
import {
  isUnderWay,
  outcomesOf,
  withAsked,
  type AskedScopes,
} from '../lib/followListings';
import { toTeam } from '../lib/teams';
import type { Scope } from '../model/scopes';

/** While AWS is being listed its progress is worth seeing. */
const pollWhileUnderWay = 5_000;
const poll = 60_000;

/** Until when the catalog has taken what a listing brought, in milliseconds after it. */
const takenIn = [0, 10_000, 30_000];

const askedKey = ['asked scopes'];

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
  const client = useQueryClient();
  return useQuery({
    queryKey: ['scopes'],
    queryFn: async ({ signal }) => (await api.getScopes({ signal })) ?? null,
    refetchInterval: query =>
      isUnderWay(query.state.data ?? [], askedOf(client), Date.now())
        ? pollWhileUnderWay
        : poll,
  });
}

/** Has a scope listed now; what is shown of it follows. */
export function useRefreshScope() {
  const api = useApi(inventoryApiRef);
  const client = useQueryClient();
  return useMutation({
    mutationFn: (scope: Scope) => api.refreshScope(scope),
    onSuccess: (_, scope) => {
      client.setQueryData(askedKey, withAsked(askedOf(client), scope));
      return client.invalidateQueries({ queryKey: ['scopes'] });
    },
  });
}

/** Reads numbers and drift again when a listing was made while one looks. */
export function useFollowListings(scopes: readonly Scope[] | undefined) {
  const client = useQueryClient();
  const outcomes = scopes && outcomesOf(scopes);
  const seen = useRef(outcomes);
  useEffect(() => {
    const before = seen.current;
    seen.current = outcomes;
    if (before === undefined || before === outcomes) {
      return undefined;
    }
    const timers = takenIn.map(delay =>
      setTimeout(() => {
        client.invalidateQueries({ queryKey: ['summary'] });
        client.invalidateQueries({ queryKey: ['drift'] });
      }, delay),
    );
    return () => timers.forEach(clearTimeout);
  }, [client, outcomes]);
}

/** The scopes that somebody asked to have listed since the page was opened. */
function askedOf(client: QueryClient): AskedScopes {
  return client.getQueryData(askedKey) ?? {};
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
