import {
  Argument,
  Expression,
  NrqlQueryNode,
  walkExpression,
} from '@rocket/nrql';

/** What a query needs to read of its events. */
export interface Requirements {
  attributes: ReadonlySet<string> | 'all';
  /** Equalities that every row must meet. */
  equals: ReadonlyMap<string, ReadonlySet<string>>;
  usesTimestamp: boolean;
}

/** All expressions of a query's own clauses; nested queries have their own. */
function expressionsOf(query: NrqlQueryNode): Array<Expression | Argument> {
  const { facet } = query;
  return [
    ...query.bindings.map(binding => binding.expression),
    ...query.select.map(item => item.expression),
    ...(query.where ? [query.where] : []),
    ...(facet?.items ?? []).flatMap(item =>
      item.otherwise ? [item.expression, item.otherwise] : [item.expression],
    ),
    ...(facet?.orderBy ?? []).map(item => item.expression),
    ...query.orderBy.map(item => item.expression),
  ];
}

export function requirementsOf(query: NrqlQueryNode): Requirements {
  const attributes = new Set<string>();
  for (const expression of expressionsOf(query)) {
    for (const node of walkExpression(expression)) {
      if (node.kind === 'attribute') {
        attributes.add(node.name);
      }
    }
  }
  const usesTimestamp = attributes.delete('timestamp');
  const all = query.select.some(item => item.expression.kind === 'star');
  const equals = new Map<string, Set<string>>();
  if (query.where) {
    collectEquals(query.where, equals);
  }
  for (const binding of query.bindings) {
    binding.names.forEach(name => equals.delete(name));
  }
  return { attributes: all ? 'all' : attributes, equals, usesTimestamp };
}

function collectEquals(node: Expression, equals: Map<string, Set<string>>) {
  if (node.kind === 'logical' && node.operator === 'AND') {
    collectEquals(node.left, equals);
    collectEquals(node.right, equals);
  } else if (
    node.kind === 'comparison' &&
    node.operator === '=' &&
    node.left.kind === 'attribute' &&
    node.right.kind === 'string'
  ) {
    restrict(equals, node.left.name, [node.right.value]);
  } else if (
    node.kind === 'in' &&
    !node.negated &&
    node.operand.kind === 'attribute'
  ) {
    const texts = node.values.flatMap(value =>
      value.kind === 'string' ? [value.value] : [],
    );
    if (texts.length === node.values.length) {
      restrict(equals, node.operand.name, texts);
    }
  }
}

function restrict(
  equals: Map<string, Set<string>>,
  name: string,
  values: string[],
) {
  const known = equals.get(name);
  equals.set(name, new Set(known ? values.filter(v => known.has(v)) : values));
}
