import { useApi } from '@backstage/frontend-plugin-api';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { inventoryApiRef } from '../api/InventoryApi';
import { queryClientOf } from './queryClient';

/** Wraps the root of the page, so that the hooks below it work. */
export function InventoryQueries(props: { children: ReactNode }) {
  const api = useApi(inventoryApiRef);
  return (
    <QueryClientProvider client={queryClientOf(api)}>
      {props.children}
    </QueryClientProvider>
  );
}
