export * from './ast';
export { NrqlSyntaxError, type NrqlSyntaxErrorOptions } from './errors';
export { parseNrql } from './parseNrql';
export { printNrql, printTimePoint } from './printer';
export { nrql, NrqlFragment, type NrqlValue } from './builder';
export { durationMillis } from './time/duration';
export {
  resolveTimeWindow,
  zoneOfQuery,
  type ResolvedTimeWindow,
  type TimeWindow,
} from './time/resolveTimeWindow';
export { type LocalTime, type Zone } from './time/zone';
export { childrenOf, walkExpression } from './walk';
