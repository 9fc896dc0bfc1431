import type { BreakerState } from './accounts/AccountBreaker';
import type { ConnectionState } from './accounts/AccountHealth';
import type { NewRelicErrorKind } from './NewRelicError';

/** How the way to one account is, in this process. Holds no key and no data. */
export interface NewRelicAccountStatus {
  id: number;
  name: string;
  default: boolean;
  connection: ConnectionState;
  /** When New Relic last answered, in epoch milliseconds. */
  lastSuccessAt?: number;
  /** The last thing that went wrong, since this process began; `at` in epoch milliseconds. */
  lastError?: { at: number; kind: NewRelicErrorKind; message: string };
  breaker: BreakerState;
  /** NRQL queries of the last minute, those that wait, and how many a minute may have. */
  nrql: { lastMinute: number; queued: number; limit: number };
  /** HTTP requests of the account's key, which other accounts may share. */
  requests: { inFlight: number; queued: number; limit: number };
}

/** For operators: what the client knows about its connections. */
export interface NewRelicMonitor {
  /** Of this process alone: other replicas have connections of their own. */
  status(): NewRelicAccountStatus[];
}
