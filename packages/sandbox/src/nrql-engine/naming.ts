import { FacetItem, SelectItem, printNrql } from '@rocket/nrql';

/**
 * The key of a SELECT item in a row: its alias, else `count`,
 * `average.duration` and the like. Of calculations New Relic documents none:
 * they have their text here.
 */
export function selectKey(item: SelectItem): string {
  const { alias, expression } = item;
  if (alias !== undefined) {
    return alias;
  }
  if (expression.kind === 'attribute') {
    return expression.name;
  }
  if (expression.kind === 'call') {
    const [argument] = expression.arguments;
    if (argument?.kind === 'attribute') {
      return `${expression.name}.${argument.name}`;
    }
    if (argument === undefined || argument.kind === 'star') {
      return expression.name;
    }
  }
  return printNrql(expression);
}

/** The name of a facet in rows and metadata: its alias, its attribute, or its text. */
export function facetName(item: FacetItem): string {
  const { alias, expression } = item;
  return (
    alias ??
    (expression.kind === 'attribute' ? expression.name : printNrql(expression))
  );
}
