import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { newRelicOperationsApiRef } from '../api/NewRelicOperationsApi';

/** Budgets move within seconds; the answer costs the back end nothing. */
const refetchInterval = 5_000;

export function useNewRelicStatus() {
  const api = useApi(newRelicOperationsApiRef);
  return useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => api.getStatus({ signal }),
    refetchInterval,
    retry: false,
  });
}
