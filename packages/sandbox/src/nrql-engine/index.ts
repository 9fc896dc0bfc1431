export {
  evaluateNrql,
  type EvaluateNrqlOptions,
  type NrqlEvaluation,
  type ResultRow,
} from './evaluateNrql';
export { NrqlTimeoutError } from './errors';
export { type Value } from './expressions/Compiled';
export {
  type BooleanColumn,
  type Column,
  type EventSource,
  type EventTable,
  type NumberColumn,
  type ReadOptions,
  type StringColumn,
} from './source';
