import { Expression } from './ast';

// How tightly expressions hold together; an operand that holds less tightly
// than its place asks for goes into parentheses.
export const OR = 1;
export const AND = 2;
export const NOT = 3;
export const PREDICATE = 4;
export const ADDITION = 5;
export const MULTIPLICATION = 6;
export const UNARY = 7;
export const PRIMARY = 8;

/** How tightly an expression holds together. */
export function strength(node: Expression): number {
  switch (node.kind) {
    case 'logical':
      return node.operator === 'OR' ? OR : AND;
    case 'not':
      return NOT;
    case 'comparison':
    case 'like':
    case 'in':
    case 'is':
      return PREDICATE;
    case 'arithmetic':
      return '+-'.includes(node.operator) ? ADDITION : MULTIPLICATION;
    case 'negation':
      return UNARY;
    default:
      return PRIMARY;
  }
}
