import { Call } from '@rocket/nrql';
import { Compiled } from './Compiled';
import { Scope } from './Scope';

/** A call of a plain function, its arguments compiled. */
export interface FunctionCall {
  node: Call;
  /** The plain arguments, compiled. */
  args: Compiled[];
  /** The labelled ones, by label in lower case. */
  labelled: ReadonlyMap<string, Compiled>;
  scope: Scope;
}

export interface ScalarFunction {
  /** Least and most plain arguments. */
  arity: [number, number];
  compile(call: FunctionCall): Compiled;
}
