import {
  stringifyEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type {
  CollectionState,
  ServiceListQuery,
} from '@rocket/plugin-reliability-scoreboard-common';
import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { scoreboardApiRef } from '../api/ScoreboardApi';
import { retryAfterSeconds } from '../lib/errors';
import { TeamTree } from '../lib/TeamTree';

/** While a collection runs its progress is worth seeing; else a minute is soon enough. */
const pollWhileRunning = 5_000;
const poll = 60_000;

export function useSummary() {
  const api = useApi(scoreboardApiRef);
  return useQuery({
    queryKey: ['summary'],
    queryFn: ({ signal }) => api.getSummary({ signal }),
    refetchInterval: query =>
      query.state.data?.collection.running ? pollWhileRunning : poll,
  });
}

export function useRules() {
  const api = useApi(scoreboardApiRef);
  return useQuery({
    queryKey: ['rules'],
    queryFn: ({ signal }) => api.getRules({ signal }),
  });
}

/** One page of services; the previous page stays while the next one comes. */
export function useServices(query: ServiceListQuery | undefined) {
  const api = useApi(scoreboardApiRef);
  return useQuery({
    queryKey: ['services', query],
    queryFn: ({ signal }) => api.getServices(query ?? {}, { signal }),
    enabled: query !== undefined,
    placeholderData: keepPreviousData,
    refetchInterval: poll,
  });
}

/** Reads the services again when a collection begins or ends while one looks. */
export function useFollowCollection(collection: CollectionState | undefined) {
  const client = useQueryClient();
  const state =
    collection && `${collection.lastStartedAt} ${collection.running}`;
  const seen = useRef(state);
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== state) {
      client.invalidateQueries({ queryKey: ['services'] });
    }
    seen.current = state;
  }, [client, state]);
}

export function useService(entity: CompoundEntityRef) {
  const api = useApi(scoreboardApiRef);
  return useQuery({
    queryKey: serviceKey(entity),
    queryFn: ({ signal }) => api.getService(entity, { signal }),
    refetchInterval: poll,
  });
}

/** Asks New Relic now; the answer replaces what is shown of the service. */
export function useRefreshService(entity: CompoundEntityRef) {
  const api = useApi(scoreboardApiRef);
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.refreshService(entity),
    onSuccess: async detail => {
      client.setQueryData(serviceKey(entity), detail);
      await client.invalidateQueries({ queryKey: ['services'] });
      await client.invalidateQueries({ queryKey: ['summary'] });
    },
    onError: async error => {
      if (retryAfterSeconds(error) !== undefined) {
        // Somebody else asked a moment ago; their answer is there.
        await client.invalidateQueries({ queryKey: serviceKey(entity) });
      }
    },
  });
}

/** All groups of the catalog as a tree; few hundred at most, so read at once. */
export function useTeamTree() {
  const catalogApi = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['groups'],
    staleTime: 10 * 60_000,
    queryFn: async () => {
      const { items } = await catalogApi.getEntities({
        filter: { kind: 'Group' },
        fields: ['kind', 'metadata', 'spec'],
      });
      return TeamTree.fromGroups(items);
    },
  });
}

/** References of the signed-in user and of all groups they belong to. */
export function useMyOwnership() {
  const identityApi = useApi(identityApiRef);
  return useQuery({
    queryKey: ['ownership'],
    queryFn: async () => {
      const identity = await identityApi.getBackstageIdentity();
      return identity.ownershipEntityRefs;
    },
  });
}

function serviceKey(entity: CompoundEntityRef) {
  return ['service', stringifyEntityRef(entity)];
}
