import { Company } from '../company';
import { EventSource, EventTable, ReadOptions } from '../nrql-engine/source';
import { testCoverageEvents } from './coverage';
import { DayCells } from './DayCells';
import { deploymentEvents } from './deploymentEvents';
import { transactionErrorTable } from './errors';
import { Flow } from './Flow';
import { metricTable } from './metrics';
import { callKey, Story } from './Story';
import { syntheticCheckTable } from './synthetics';
import { EventRow, tableOfRows } from './TableBuilder';
import { Stream, transactionTable } from './transactions';

/** Events that are few: each a row of its own. */
export interface RowSource {
  /** Event types with data in an account. */
  eventTypes(accountId: number): readonly string[];
  /** The events of a type with `begin <= timestamp < end`. */
  rows(options: RowOptions): EventRow[];
}

export interface RowOptions {
  accountId: number;
  eventType: string;
  begin: number;
  end: number;
}

type MakeTable = (
  story: Story,
  streams: readonly Stream[],
  options: ReadOptions,
  days: DayCells,
) => EventTable;

/** Events that are many: computed as weighted rows. */
const TABLES: Record<string, MakeTable> = {
  Transaction: transactionTable,
  TransactionError: transactionErrorTable,
  Metric: metricTable,
  SyntheticCheck: syntheticCheckTable,
};

/**
 * The events of the sample company: what its services and pipelines report, and
 * what other sources add (incidents, custom events). Nothing is in the future.
 */
export class CompanyEventSource implements EventSource {
  readonly #story: Story;
  readonly #days: DayCells;
  readonly #streams: readonly Stream[];
  readonly #rowSources: readonly RowSource[];
  readonly #clock: () => number;

  private constructor(options: {
    story: Story;
    streams: readonly Stream[];
    rowSources: readonly RowSource[];
    clock: () => number;
  }) {
    this.#story = options.story;
    this.#days = new DayCells(options.story);
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
    const { company, story, streams, rowSources, clock } = options;
    return new CompanyEventSource({
      story,
      streams,
      rowSources: [companyRows(company, story), ...rowSources],
      clock,
    });
  }

  eventTypes(accountId: number): string[] {
    const tables = this.#reporting(accountId).length > 0 ? TABLES : {};
    return [
      ...new Set([
        ...Object.keys(tables),
        ...this.#rowSources.flatMap(source => source.eventTypes(accountId)),
      ]),
    ].sort();
  }

  read(options: ReadOptions): EventTable | undefined {
    const { accountId, eventType, attributes } = options;
    const end = Math.min(options.end, this.#clock());
    const begin = Math.min(options.begin, end);
    const streams = this.#reporting(accountId);
    if (streams.length > 0 && Object.hasOwn(TABLES, eventType)) {
      const read = { ...options, begin, end };
      const makeTable = TABLES[eventType];
      return makeTable(
        this.#story,
        chosenStreams(streams, read),
        read,
        this.#days,
      );
    }
    const sources = this.#rowSources.filter(source =>
      source.eventTypes(accountId).includes(eventType),
    );
    if (sources.length === 0) {
      return undefined;
    }
    return tableOfRows(
      sources.flatMap(source =>
        source.rows({ accountId, eventType, begin, end }),
      ),
      attributes,
    );
  }

  #reporting(accountId: number): Stream[] {
    return this.#streams.filter(
      ({ service: { newRelic } }) =>
        newRelic.accountId === accountId && newRelic.reporting,
    );
  }
}

/** The flows of every service of the company, the silent ones too. */
export function streamsOf(company: Company): Stream[] {
  const latencies = new Map(
    company.services.flatMap(({ name, transactions }) =>
      transactions.map(transaction => [
        callKey({ service: name, transaction: transaction.name }),
        transaction.latencyMillis,
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
        callMillis: transaction.calls.reduce(
          (sum, call) => sum + (latencies.get(callKey(call)) ?? 0),
          0,
        ),
      }),
    ),
  }));
}

/** What the company's pipelines send. */
function companyRows(company: Company, story: Story): RowSource {
  const servicesIn = (accountId: number) =>
    company.services.filter(
      ({ newRelic }) => newRelic.accountId === accountId && newRelic.reporting,
    );
  return {
    eventTypes: accountId =>
      servicesIn(accountId).length > 0
        ? ['Deployment', 'RocketTestCoverage']
        : [],
    rows: ({ accountId, eventType, begin, end }) => {
      const services = servicesIn(accountId);
      return eventType === 'Deployment'
        ? deploymentEvents({ company, story, services, begin, end })
        : testCoverageEvents(services, begin, end);
    },
  };
}

/** By which attributes a question names services, for each event type. */
const NAMING_ATTRIBUTES: Record<
  string,
  Record<string, (stream: Stream) => string>
> = {
  Transaction: { appName, entityGuid },
  TransactionError: { appName, entityGuid },
  Metric: { appName, 'entity.guid': entityGuid, 'entity.name': appName },
};

function chosenStreams(streams: Stream[], options: ReadOptions): Stream[] {
  const naming = NAMING_ATTRIBUTES[options.eventType] ?? {};
  return [...(options.accepts ?? [])]
    .filter(([attribute]) => Object.hasOwn(naming, attribute))
    .reduce(
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
