import { Argument, Expression } from './ast';

type Part = Expression | Argument;

/** The parts that an expression or argument is directly made of; those of a subquery stay apart. */
export function childrenOf(node: Part): Part[] {
  switch (node.kind) {
    case 'call':
      return node.arguments;
    case 'labelled':
    case 'aliased':
      return [node.value];
    case 'where':
      return [node.condition];
    case 'list':
      return node.items;
    case 'index':
      return [node.base, node.key];
    case 'negation':
    case 'not':
    case 'is':
      return [node.operand];
    case 'arithmetic':
    case 'comparison':
    case 'logical':
      return [node.left, node.right];
    case 'like':
      return [node.operand, node.pattern];
    case 'in':
      return [node.operand, ...node.values];
    default:
      return [];
  }
}

/** An expression and all that it is made of, outermost first. */
export function* walkExpression(node: Part): Generator<Part> {
  yield node;
  for (const child of childrenOf(node)) {
    yield* walkExpression(child);
  }
}
