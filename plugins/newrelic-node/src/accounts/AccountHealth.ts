import { NewRelicError, type NewRelicErrorKind } from '../NewRelicError';
import { isOutage } from '../nerdgraph/errors';

/**
 * - `untried`: nothing was asked yet;
 * - `connected`: the last request was answered;
 * - `refused`: New Relic refused the key, or the key's right to the account;
 * - `failing`: New Relic was not reached, or failed inside.
 */
export type ConnectionState = 'untried' | 'connected' | 'refused' | 'failing';

/** What became of an account's questions, as far as operators need to know. */
export class AccountHealth {
  #connection: ConnectionState = 'untried';
  #lastSuccessAt: number | undefined;
  #lastError:
    { at: number; kind: NewRelicErrorKind; message: string } | undefined;

  get connection(): ConnectionState {
    return this.#connection;
  }

  /** Epoch milliseconds. */
  get lastSuccessAt(): number | undefined {
    return this.#lastSuccessAt;
  }

  get lastError() {
    return this.#lastError;
  }

  succeeded(): void {
    this.#connection = 'connected';
    this.#lastSuccessAt = Date.now();
  }

  failed(error: NewRelicError): void {
    this.#lastError = {
      at: Date.now(),
      kind: error.kind,
      message: error.message,
    };
    if (error.kind === 'unauthorized') {
      this.#connection = 'refused';
    } else {
      // A wrong question, too, was answered.
      this.#connection = isOutage(error) ? 'failing' : 'connected';
    }
  }
}
