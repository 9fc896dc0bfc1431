import { Service } from '../company/types';
import { EventTable, ReadOptions } from '../nrql-engine/source';
import { Flow, Outcome } from './Flow';
import { Segment } from './Story';
import { TableBuilder } from './TableBuilder';

/** Requests of one flow, in one piece of time, that end alike. */
export interface RequestGroup {
  service: Service;
  flow: Flow;
  /** Undefined of requests that were added up over several. */
  segment: Segment | undefined;
  outcome: Outcome;
  /** Where in time they stand, in epoch milliseconds. */
  time: number;
}

const REJECTED_STATUS: Record<string, number> = {
  GET: 404,
  POST: 422,
  PUT: 409,
};

/** About how many rows a service has of a time that is not cut. */
const ROWS_WITH_DURATION = 100;
const ROWS_WITHOUT = 2;

/** Writes `Transaction` rows, with the attributes that the question reads. */
export class TransactionWriter {
  readonly #table: TableBuilder;
  readonly #columns;

  constructor(attributes: ReadOptions['attributes'], services: number) {
    const readsDuration = attributes === 'all' || attributes.has('duration');
    const table = new TableBuilder(
      attributes,
      services * (readsDuration ? ROWS_WITH_DURATION : ROWS_WITHOUT),
    );
    this.#table = table;
    this.#columns = {
      appName: table.text('appName'),
      appId: table.number('appId'),
      entityGuid: table.text('entityGuid'),
      name: table.text('name'),
      transactionType: table.text('transactionType'),
      method: table.text('request.method'),
      host: table.text('host'),
      status: table.number('http.statusCode'),
      error: table.boolean('error'),
      duration: table.number('duration'),
      databaseDuration: table.number('databaseDuration'),
      externalDuration: table.number('externalDuration'),
    };
  }

  get readsTime(): boolean {
    return this.#table.wants('timestamp');
  }

  get readsDuration(): boolean {
    const { duration, databaseDuration, externalDuration } = this.#columns;
    return Boolean(duration ?? databaseDuration ?? externalDuration);
  }

  /** Whether requests are told apart by what only single pieces of time know. */
  get readsPieces(): boolean {
    const { host, status, databaseDuration, externalDuration } = this.#columns;
    return (
      this.readsTime ||
      [host, status, databaseDuration, externalDuration].some(Boolean)
    );
  }

  /** Whether the transactions of a service are told apart. */
  get readsFlow(): boolean {
    const { name, method } = this.#columns;
    return Boolean(name ?? method);
  }

  get readsService(): boolean {
    const { appName, appId, entityGuid } = this.#columns;
    return Boolean(appName ?? appId ?? entityGuid);
  }

  get readsHost(): boolean {
    return this.#columns.host !== undefined;
  }

  /** Whether requests that succeed and that are rejected look alike. */
  get readsStatus(): boolean {
    return this.#columns.status !== undefined;
  }

  /** Adds a row for some requests of a group: on one host, of one duration in seconds. */
  write(
    group: RequestGroup,
    requests: number,
    hostNumber: number,
    seconds: number,
  ): void {
    const columns = this.#columns;
    const { service, flow, outcome, segment } = group;
    const { newRelic } = service;
    const { name, method, databaseShare } = flow.transaction;
    this.#table.add(group.time, requests);
    columns.appName?.set(newRelic.appName);
    columns.appId?.set(newRelic.applicationId);
    columns.entityGuid?.set(newRelic.entityGuid);
    columns.name?.set(name);
    columns.transactionType?.set('Web');
    columns.method?.set(method);
    columns.host?.set(`${service.name}-${hostNumber}`);
    if (segment) {
      columns.status?.set(statusOf(group, segment));
    }
    columns.error?.set(outcome === 'failure');
    columns.duration?.set(seconds);
    columns.databaseDuration?.set(seconds * databaseShare);
    if (columns.externalDuration && segment) {
      const share = flow.waitingShare(segment);
      if (share !== undefined) {
        columns.externalDuration.set(seconds * share);
      }
    }
  }

  build(): EventTable {
    return this.#table.build();
  }
}

function statusOf({ outcome, flow }: RequestGroup, segment: Segment): number {
  const { method } = flow.transaction;
  switch (outcome) {
    case 'success':
      return method === 'POST' ? 201 : 200;
    case 'rejected':
      return REJECTED_STATUS[method] ?? 400;
    default:
      return flow.timesOut(segment) ? 504 : 500;
  }
}
