import { QueryClient } from '@tanstack/react-query';
import type { CriticalPathsApi } from '../api/CriticalPathsApi';

const clients = new WeakMap<CriticalPathsApi, QueryClient>();

/**
 * The cache of what an API client has answered. It lives as long as the client,
 * so that the dashboards, the pages of paths, the entity cards and the home page
 * share answers, and going from one to the other shows numbers at once.
 */
export function queryClientOf(api: CriticalPathsApi): QueryClient {
  let client = clients.get(api);
  if (!client) {
    client = new QueryClient({
      defaultOptions: { queries: { staleTime: 30_000, retry: false } },
    });
    clients.set(api, client);
  }
  return client;
}
