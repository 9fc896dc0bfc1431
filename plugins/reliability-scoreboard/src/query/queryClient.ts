import { QueryClient } from '@tanstack/react-query';
import type { ScoreboardApi } from '../api/ScoreboardApi';

const clients = new WeakMap<ScoreboardApi, QueryClient>();

/**
 * The cache of what an API client has answered. It lives as long as the client,
 * so that the page, the entity card and the home page share answers, and going
 * from one to the other shows numbers at once.
 */
export function queryClientOf(api: ScoreboardApi): QueryClient {
  let client = clients.get(api);
  if (!client) {
    client = new QueryClient({
      defaultOptions: {
        queries: {
          staleTime: 30_000,
          retry: false,
          refetchOnWindowFocus: true,
        },
      },
    });
    clients.set(api, client);
  }
  return client;
}
