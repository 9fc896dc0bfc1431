import { NrqlQueryNode } from '@rocket/nrql';
import { invalid } from './errors';

const MAX_LIMIT = 5000;
const DEFAULT_FACET_LIMIT = 10;
const DEFAULT_EVENT_LIMIT = 100;

/** How many groups, or events, a query gives. */
export function limitOf(query: NrqlQueryNode): number {
  const { limit } = query;
  if (!limit) {
    return query.facet ? DEFAULT_FACET_LIMIT : DEFAULT_EVENT_LIMIT;
  }
  switch (limit.kind) {
    case 'max':
      return MAX_LIMIT;
    case 'variable':
      throw invalid(limit, `template variable {{${limit.name}}} has no value`);
    default:
      if (limit.value < 1 || limit.value > MAX_LIMIT) {
        throw invalid(limit, `LIMIT must be from 1 to ${MAX_LIMIT}`);
      }
      return limit.value;
  }
}

/** How many events are passed over. */
export function offsetOf(query: NrqlQueryNode): number {
  const { offset } = query;
  if (offset?.kind === 'variable') {
    throw invalid(offset, `template variable {{${offset.name}}} has no value`);
  }
  return offset?.value ?? 0;
}
