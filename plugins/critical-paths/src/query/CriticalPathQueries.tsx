import { useApi } from '@backstage/frontend-plugin-api';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { criticalPathsApiRef } from '../api/CriticalPathsApi';
import { queryClientOf } from './queryClient';

/** Wraps each root that this plugin renders, so that the hooks below it work. */
export function CriticalPathQueries(props: { children: ReactNode }) {
  const api = useApi(criticalPathsApiRef);
  return (
    <QueryClientProvider client={queryClientOf(api)}>
      {props.children}
    </QueryClientProvider>
  );
}
