import type { Attributes, Counter, Histogram, Meter } from '@opentelemetry/api';
import type { BreakerState } from './accounts/AccountBreaker';
import type { NewRelicErrorKind } from './NewRelicError';
import type { NewRelicAccountStatus } from './NewRelicStatus';

/** The account's number: few enough to be an attribute, and no secret. */
interface AccountAttributes extends Attributes {
  'newrelic.account.id': number;
}

/** https://opentelemetry.io/docs/specs/semconv/registry/attributes/graphql/ */
interface OperationAttributes extends AccountAttributes {
  'graphql.operation.name': string;
}

/**
 * `error.type` as OpenTelemetry's conventions have it: absent when all is well.
 * https://opentelemetry.io/docs/specs/semconv/registry/attributes/error/
 */
interface RequestAttributes extends OperationAttributes {
  'error.type'?: NewRelicErrorKind | 'aborted';
}

interface QueueAttributes extends AccountAttributes {
  /** What is waited for: a place among the requests of the key, or the account's NRQL budget. */
  'newrelic.queue': 'requests' | 'nrql';
}

interface BreakerAttributes extends AccountAttributes {
  'newrelic.breaker.state': BreakerState;
}

/** Seconds; NRQL takes longer than usual HTTP, two minutes at most. */
const durationBuckets = [
  0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 90, 120,
];

const breakerStates: BreakerState[] = ['closed', 'half-open', 'open'];

/**
 * The client's OpenTelemetry metrics. Instruments are made when the client is,
 * since the API has none to give before the portal's instrumentation has begun.
 */
export class NewRelicMetrics {
  readonly #meter: Meter;
  readonly #requests: Counter<RequestAttributes>;
  readonly #duration: Histogram<RequestAttributes>;
  readonly #retries: Counter<OperationAttributes>;
  readonly #queries: Counter<AccountAttributes>;

  constructor(meter: Meter) {
    this.#meter = meter;
    this.#requests = meter.createCounter('newrelic.client.requests', {
      description: 'Requests to NerdGraph that ended, well or not',
      unit: '{request}',
    });
    this.#duration = meter.createHistogram('newrelic.client.request.duration', {
      description: 'Time from the sending of a request to its last byte',
      unit: 's',
      advice: { explicitBucketBoundaries: durationBuckets },
    });
    this.#retries = meter.createCounter('newrelic.client.retries', {
      description: 'Requests that repeat what failed for a passing reason',
      unit: '{request}',
    });
    this.#queries = meter.createCounter('newrelic.client.nrql.queries', {
      description: 'NRQL queries sent; New Relic allows 3,000 a minute',
      unit: '{query}',
    });
  }

  /** A request ended, `seconds` after it was sent. */
  answered(
    request: {
      account: number;
      operation: string;
      outcome: NewRelicErrorKind | 'ok' | 'aborted';
    },
    seconds: number,
  ): void {
    const { account, operation, outcome } = request;
    const attributes: RequestAttributes = {
      'newrelic.account.id': account,
      'graphql.operation.name': operation,
      ...(outcome === 'ok' ? {} : { 'error.type': outcome }),
    };
    this.#requests.add(1, attributes);
    this.#duration.record(seconds, attributes);
  }

  /** A request is made again. */
  repeated(request: { account: number; operation: string }): void {
    this.#retries.add(1, {
      'newrelic.account.id': request.account,
      'graphql.operation.name': request.operation,
    });
  }

  /** NRQL is sent. */
  asked(account: number, queries: number): void {
    this.#queries.add(queries, { 'newrelic.account.id': account });
  }

  /** Reads what has a value at every moment, whenever metrics are collected. */
  observe(status: () => NewRelicAccountStatus[]): void {
    const lastMinute = this.#meter.createObservableGauge<AccountAttributes>(
      'newrelic.client.nrql.last_minute',
      {
        description: 'NRQL queries that count against the budget now',
        unit: '{query}',
      },
    );
    lastMinute.addCallback(result => {
      for (const { id, nrql } of status()) {
        result.observe(nrql.lastMinute, { 'newrelic.account.id': id });
      }
    });

    const queued = this.#meter.createObservableGauge<QueueAttributes>(
      'newrelic.client.queued',
      { description: 'Requests, or NRQL queries, that wait for their turn' },
    );
    queued.addCallback(result => {
      for (const { id, nrql, requests } of status()) {
        const queues = { nrql, requests };
        for (const queue of ['nrql', 'requests'] as const) {
          result.observe(queues[queue].queued, {
            'newrelic.account.id': id,
            'newrelic.queue': queue,
          });
        }
      }
    });

    const breaker = this.#meter.createObservableGauge<BreakerAttributes>(
      'newrelic.client.breaker.state',
      { description: '1 for the state that the breaker is in, else 0' },
    );
    breaker.addCallback(result => {
      for (const { id, breaker: state } of status()) {
        for (const candidate of breakerStates) {
          result.observe(candidate === state ? 1 : 0, {
            'newrelic.account.id': id,
            'newrelic.breaker.state': candidate,
          });
        }
      }
    });
  }
}
