export * from './ast';
export { NrqlSyntaxError, type NrqlSyntaxErrorOptions } from './errors';
export { parseNrql } from './parseNrql';
export { printNrql } from './printer';
export { nrql, NrqlFragment, type NrqlValue } from './builder';
