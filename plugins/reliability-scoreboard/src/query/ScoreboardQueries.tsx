import { useApi } from '@backstage/frontend-plugin-api';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { scoreboardApiRef } from '../api/ScoreboardApi';
import { queryClientOf } from './queryClient';

/** Wraps each root that this plugin renders, so that the hooks below it work. */
export function ScoreboardQueries(props: { children: ReactNode }) {
  const api = useApi(scoreboardApiRef);
  return (
    <QueryClientProvider client={queryClientOf(api)}>
      {props.children}
    </QueryClientProvider>
  );
}
