import { Estate, Scope } from '../estate/Estate';
import { Caller } from '../protocol/identities';
import { Inputs } from './inputs';

/** What an operation needs beside its input. */
export interface Context extends Scope {
  caller: Caller;
  estate: Estate;
  /** epoch milliseconds */
  now: number;
  /** the next record ends as a failure, by request of the control endpoint */
  takeRecordFailure(): boolean;
  /**
   * Cuts one page out of a listing. `listing` names the listing, so that a token
   * fits no other; `limit` is also the page size when none was asked for.
   */
  page<T>(
    items: readonly T[],
    options: {
      request: { PageSize?: number; PageToken?: string };
      limit: number;
    },
  ): { items: T[]; NextPageToken?: string };
}

/** One operation: checked input in, JSON out. */
export type Handler<K extends keyof Inputs> = (
  input: Inputs[K],
  context: Context,
) => object;
