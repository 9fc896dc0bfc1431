import { Attribute, Call, Subquery, Zone } from '@rocket/nrql';
import { Compiled, Value } from './Compiled';

/** What names and calls mean in the place where an expression stands. */
export interface Scope {
  attribute(node: Attribute): Compiled;
  /** The calls that depend on the place, such as aggregators; undefined for plain functions. */
  call(node: Call): Compiled | undefined;
  /** The values that a subquery gives. */
  subquery(node: Subquery): Value[];
  /** Of WITH TIMEZONE. */
  zone: Zone;
}
