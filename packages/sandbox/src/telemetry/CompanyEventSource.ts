import { Company } from '../company';
import { EventSource, EventTable, ReadOptions } from '../nrql-engine/source';
import { writeTestCoverage } from './coverage';
import { DayCells } from './DayCells';
import { writeDeployments } from './deploymentEvents';
import { transactionErrorTable } from './errors';
import { Flow } from './Flow';
import { writeMetrics } from './metrics';
import { spanTable } from './spans';
import { callKey, Story } from './Story';
import { syntheticCheckTable } from './synthetics';
import { EventRow, TableBuilder } from './TableBuilder';
import { Stream, transactionTable } from './transactions';

/** Events that are few: each a row of its own. */
export interface RowSource {
  /** Event types with data in an account. */
  eventTypes(accountId: number): readonly string[];
  /** The events of a type with `begin <= timestamp < end`. */
  rows(options: RowOptions): Iterable<EventRow>;
}

export interface RowOptions extends Pick<
  ReadOptions,
  'accountId' | 'eventType' | 'begin' | 'end'
> {
  /** Hints: rows that are not accepted, and attributes that are not here, may be left out. */
  accepts?: ReadOptions['accepts'];
  attributes?: ReadOptions['attributes'];
  bucketMillis?: number;
  checkTime?: () => void;
}

type MakeTable = (
  story: Story,
  streams: readonly Stream[],
  options: ReadOptions,
  days: DayCells,
) => EventTable;

/** Events that agents send: too many to be single rows, so they are computed as weighted ones. */
const TABLES: Record<string, MakeTable> = {
  Transaction: transactionTable,
  TransactionError: transactionErrorTable,
  Span: spanTable,
  SyntheticCheck: syntheticCheckTable,
};

/** Events of which others may send more. */
const WRITERS: Record<
  string,
  (
    table: TableBuilder,
    options: Parameters<typeof writeDeployments>[1] &
      Parameters<typeof writeMetrics>[1],
  ) => void
> = {
  Metric: writeMetrics,
  Deployment: writeDeployments,
  RocketTestCoverage: writeTestCoverage,
};

/**
 * The events of the sample company: what its services and pipelines report, and
 * what other sources add (incidents, custom events). Nothing is in the future.
 */
export class CompanyEventSource implements EventSource {
  readonly #company: Company;
  readonly #story: Story;
  readonly #days: DayCells;
  readonly #streams: readonly Stream[];
  readonly #rowSources: readonly RowSource[];
  readonly #clock: () => number;
  /** Those that report, by account. */
  readonly #streamsByAccount = new Map<number, readonly Stream[]>();

  private constructor(options: {
    company: Company;
    story: Story;
    streams: readonly Stream[];
    rowSources: readonly RowSource[];
    clock: () => number;
  }) {
    this.#company = options.company;
    this.#story = options.story;
    this.#days = new DayCells(options);
    this.#streams = options.streams;
    this.#rowSources = options.rowSources;
    this.#clock = options.clock;
  }

  static create(options: {
    company: Company;
    story: Story;
    streams: readonly Stream[];
    /** What is queryable beside the company's own events. */
    rowSources: readonly RowSource[];
    /** The present, in epoch milliseconds. */
    clock: () => number;
  }): CompanyEventSource {
    return new CompanyEventSource(options);
  }

  eventTypes(accountId: number): string[] {
    const own =
      this.#reporting(accountId).length > 0
        ? [...Object.keys(TABLES), ...Object.keys(WRITERS)]
        : [];
    const others = this.#rowSources.flatMap(source =>
      source.eventTypes(accountId),
    );
    return [...new Set([...own, ...others])].sort();
  }

  read(options: ReadOptions): EventTable | undefined {
    const { accountId, eventType, attributes } = options;
    const end = Math.min(options.end, this.#clock());
    const begin = Math.min(options.begin, end);
    const read = { ...options, begin, end };
    const reporting = this.#reporting(accountId);
    const streams = chosenStreams(reporting, read);
    if (reporting.length > 0 && Object.hasOwn(TABLES, eventType)) {
      const makeTable = TABLES[eventType];
      return makeTable(this.#story, streams, read, this.#days);
    }
    const table = new TableBuilder(attributes);
    const ownRows = reporting.length > 0 && Object.hasOwn(WRITERS, eventType);
    if (ownRows) {
      WRITERS[eventType](table, {
        company: this.#company,
        story: this.#story,
        streams,
        begin,
        end,
        read,
      });
    }
    const others = this.#rowSources.filter(source =>
      source.eventTypes(accountId).includes(eventType),
    );
    for (const source of others) {
      table.addRows(source.rows(read));
    }
    return ownRows || others.length > 0 ? table.build() : undefined;
  }

  #reporting(accountId: number): readonly Stream[] {
    let streams = this.#streamsByAccount.get(accountId);
    if (!streams) {
      streams = this.#streams.filter(
        ({ service: { newRelic } }) =>
          newRelic.accountId === accountId && newRelic.reporting,
      );
      this.#streamsByAccount.set(accountId, streams);
    }
    return streams;
  }

  /** Aggregates the last weeks, in small steps: until then the first question about them takes longer. */
  prepare(): Generator<void> {
    return this.#days.prepare();
  }
}

/** The flows of every service of the company, the silent ones too. */
export function streamsOf(company: Company): Stream[] {
  const callees = new Map(
    company.services.flatMap(({ name, transactions }) =>
      transactions.map(transaction => [
        callKey({ service: name, transaction: transaction.name }),
        transaction,
      ]),
    ),
  );
  return company.services.map(service => ({
    service,
    flows: service.transactions.map(transaction =>
      Flow.create({
        companySeed: company.seed,
        service,
        transaction,
        calls: transaction.calls.map(call => {
          const callee = callees.get(callKey(call));
          return {
            call,
            millis: callee?.latencyMillis ?? 0,
            errorRate: callee?.errorRate ?? 0,
          };
        }),
      }),
    ),
  }));
}

/** By which attributes a question names services, for each event type. */
const NAMING_ATTRIBUTES: Record<
  string,
  Record<string, (stream: Stream) => string>
> = {
  Transaction: { appName, entityGuid },
  TransactionError: { appName, entityGuid },
  Span: {
    appName,
    'service.name': appName,
    'entity.guid': entityGuid,
    'entity.name': appName,
  },
  Metric: { appName, 'entity.guid': entityGuid, 'entity.name': appName },
  Deployment: { 'entity.guid': entityGuid, 'entity.name': appName },
  RocketTestCoverage: {
    serviceGuid: entityGuid,
    serviceName: ({ service }) => service.name,
  },
};

function chosenStreams(
  streams: readonly Stream[],
  options: ReadOptions,
): readonly Stream[] {
  const naming = NAMING_ATTRIBUTES[options.eventType] ?? {};
  return [...(options.accepts ?? [])]
    .filter(([attribute]) => Object.hasOwn(naming, attribute))
    .reduce<readonly Stream[]>(
      (chosen, [attribute, accepts]) =>
        chosen.filter(stream => accepts(naming[attribute](stream))),
      streams,
    );
}

function appName({ service }: Stream): string {
  return service.newRelic.appName;
}

function entityGuid({ service }: Stream): string {
  return service.newRelic.entityGuid;
}
