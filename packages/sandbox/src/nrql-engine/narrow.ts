import { NrqlQueryNode } from '@rocket/nrql';
import { Value } from './expressions/Compiled';
import { requirementsOf } from './requirements';

/**
 * The question which groups a query is about, where it can be answered from
 * less than the query reads: then the rest is only read of the chosen groups.
 * Undefined where that gains nothing.
 */
export function rankingQueryOf(
  query: NrqlQueryNode,
): NrqlQueryNode | undefined {
  if (facetAttributeOf(query) === undefined) {
    return undefined;
  }
  const ranking: NrqlQueryNode = {
    ...query,
    select: query.select.slice(0, 1),
    timeseries: undefined,
    slideBy: undefined,
    compareWith: undefined,
  };
  const needed = requirementsOf(ranking).attributes;
  const all = requirementsOf(query).attributes;
  const isLess =
    all !== 'all' &&
    needed !== 'all' &&
    needed.size < all.size &&
    // Where each event is a row of its own, fewer attributes are as many rows.
    !needed.has('timestamp');
  return isLess ? ranking : undefined;
}

/** What the values of the facet must be, as a hint for a source. */
export function acceptGroups(
  query: NrqlQueryNode,
  groups: readonly Value[][],
): ReadonlyMap<string, (value: string) => boolean> {
  const name = facetAttributeOf(query);
  const values = new Set(groups.map(([value]) => value));
  return new Map(
    name === undefined ? [] : [[name, (value: string) => values.has(value)]],
  );
}

/** The one attribute that a query has its groups by. */
function facetAttributeOf({
  facet,
  bindings,
}: NrqlQueryNode): string | undefined {
  const [item, ...others] = facet?.items ?? [];
  if (!item || others.length > 0 || item.otherwise) {
    return undefined;
  }
  const { expression } = item;
  return expression.kind === 'attribute' &&
    !bindings.some(({ names }) => names.includes(expression.name))
    ? expression.name
    : undefined;
}
