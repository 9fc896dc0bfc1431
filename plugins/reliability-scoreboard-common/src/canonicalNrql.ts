import {
  parseNrql,
  printNrql,
  type Expression,
  type NrqlQueryNode,
} from '@rocket/nrql';

/**
 * One text for all ways to ask the same: aliases, spelling, and the order of
 * conditions joined by AND do not matter. What does not parse stands for
 * itself.
 */
export function canonicalNrql(text: string): string {
  try {
    const query = parseNrql(text);
    return printNrql({
      ...query,
      select: query.select.map(({ alias: _, ...item }) => item),
      where: query.where && inOrder(query, query.where),
    });
  } catch {
    return text.trim();
  }
}

/** Sorts what AND joins, by its printed form. */
function inOrder(query: NrqlQueryNode, where: Expression): Expression {
  const print = (expression: Expression) =>
    printNrql({ ...query, where: expression });
  const parts = conjuncts(where).sort((a, b) => (print(a) < print(b) ? -1 : 1));
  return parts.reduce((left, right) => ({
    kind: 'logical',
    operator: 'AND',
    span: where.span,
    left,
    right,
  }));
}

function conjuncts(expression: Expression): Expression[] {
  return expression.kind === 'logical' && expression.operator === 'AND'
    ? [...conjuncts(expression.left), ...conjuncts(expression.right)]
    : [expression];
}
