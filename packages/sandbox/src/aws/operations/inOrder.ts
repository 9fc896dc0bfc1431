/**
 * Items in the order of a key. Unless both key and direction were asked for they
 * come in another order with every request, as AWS's do.
 */
export function inOrder<T>(
  items: readonly T[],
  options: {
    by: ((item: T) => string | number) | undefined;
    direction: 'ASCENDING' | 'DESCENDING' | undefined;
  },
): T[] {
  const { by, direction } = options;
  const keyOf = by && direction ? by : Math.random;
  const sign = direction === 'DESCENDING' ? -1 : 1;
  return items
    .map(item => ({ item, key: keyOf(item) }))
    .sort((a, b) => sign * (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ item }) => item);
}
