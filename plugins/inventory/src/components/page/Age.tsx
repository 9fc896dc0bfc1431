import { AsOf } from '@rocket/ui';
import type { UseQueryResult } from '@tanstack/react-query';

/** When an answer was had, and that a later one was not. */
export function Age(props: {
  query: Pick<UseQueryResult, 'dataUpdatedAt' | 'isError'>;
}) {
  const { dataUpdatedAt, isError } = props.query;
  // There is none of an answer that only stands in for one that comes.
  return dataUpdatedAt > 0 ? (
    <AsOf
      observedAt={new Date(dataUpdatedAt).toISOString()}
      stale={isError}
      reason="the catalog did not answer since"
    />
  ) : undefined;
}
