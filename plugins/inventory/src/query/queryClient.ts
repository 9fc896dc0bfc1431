import { QueryClient } from '@tanstack/react-query';
import type { InventoryApi } from '../api/InventoryApi';

const clients = new WeakMap<InventoryApi, QueryClient>();

/** The cache of what an API client has answered; it lives as long as the client. */
export function queryClientOf(api: InventoryApi): QueryClient {
  let client = clients.get(api);
  if (!client) {
    client = new QueryClient({
      defaultOptions: { queries: { staleTime: 30_000, retry: false } },
    });
    clients.set(api, client);
  }
  return client;
}
