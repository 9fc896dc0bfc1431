import { EventSource, evaluateNrql } from '../nrql-engine';
import {
  BoundedCache,
  DAY,
  EventRow,
  HOUR,
  RowOptions,
  RowSource,
} from '../telemetry';
import { EntityStore } from './entities';
import { EventsQuery, ServiceLevelIndicator } from './serviceLevels';

const METRICS = ['valid', 'good', 'bad'] as const;

/** TIMESERIES has no more. */
const MOST_BUCKETS = 366;
const KEPT_SNAPSHOTS = 20_000;

interface Counts {
  valid: number;
  good: number;
  bad: number;
}

/** A part of time, with the events of an indicator that are in it. */
interface CountedPart extends Counts {
  /** Epoch milliseconds; within the part. */
  time: number;
}

/**
 * What New Relic makes of the events that service levels count: data points of
 * `newrelic.sli.valid`, `.good` and `.bad` on `Metric`, whose sums are those
 * events; and a `ServiceLevelSnapshot` an hour of how each objective stands.
 * Each is answered by running the indicator's own queries.
 */
export class ServiceLevelEvents implements RowSource {
  readonly #entities: EntityStore;
  readonly #clock: () => number;
  readonly #snapshots = new BoundedCache<string, Counts>(KEPT_SNAPSHOTS);
  #source: EventSource | undefined;
  /** An indicator may be made of others' metrics, but not of its own. */
  #isCounting = false;

  constructor(options: { entities: EntityStore; clock: () => number }) {
    this.#entities = options.entities;
    this.#clock = options.clock;
  }

  /** Where the indicators' events are; this source may be part of it. */
  readFrom(source: EventSource): void {
    this.#source = source;
  }

  eventTypes(accountId: number): readonly string[] {
    for (const _ of this.#indicators({ accountId })) {
      return ['Metric', 'ServiceLevelSnapshot'];
    }
    return [];
  }

  *rows(options: RowOptions): Generator<EventRow> {
    const isMetric = options.eventType === 'Metric';
    if (this.#isCounting || (isMetric && !readsMetrics(options))) {
      return;
    }
    for (const indicator of this.#indicators(options)) {
      yield* isMetric
        ? this.#metrics(indicator, options)
        : this.#standings(indicator, options);
      options.checkTime?.();
    }
  }

  *#metrics(
    indicator: ServiceLevelIndicator,
    options: RowOptions,
  ): Generator<EventRow> {
    const begin = Math.max(options.begin, indicator.createdAt);
    for (const part of this.#parts(indicator, { ...options, begin })) {
      for (const metric of METRICS) {
        const metricName = `newrelic.sli.${metric}`;
        if (part.valid > 0) {
          yield {
            timestamp: part.time,
            metricName,
            [metricName]: part[metric],
            'sli.guid': indicator.guid,
            'sli.id': indicator.id,
            'entity.guid': indicator.guid,
            'entity.name': indicator.settings.name,
          };
        }
      }
    }
  }

  *#standings(
    indicator: ServiceLevelIndicator,
    { begin, end }: RowOptions,
  ): Generator<EventRow> {
    const { guid, settings, createdAt } = indicator;
    const first = Math.ceil(Math.max(begin, createdAt) / HOUR) * HOUR;
    for (let hour = first; hour < end; hour += HOUR) {
      for (const { target, timeWindow } of settings.objectives ?? []) {
        const length = timeWindow.rolling.count * DAY;
        const { valid, good } = this.#snapshots.getOrCreate(
          `${guid} ${indicator.updatedAt} ${hour} ${length}`,
          () => this.#count(indicator, hour - length, hour),
        );
        if (valid > 0) {
          const allowed = (1 - target / 100) * valid;
          yield {
            timestamp: hour,
            'entity.guid': guid,
            'entity.name': settings.name,
            sliCompliance: (100 * good) / valid,
            remainingErrorBudget:
              allowed > 0
                ? Math.max(0, 100 * (1 - (valid - good) / allowed))
                : 0,
          };
        }
      }
    }
  }

  *#parts(
    indicator: ServiceLevelIndicator,
    { begin, end, bucketMillis }: RowOptions,
  ): Generator<CountedPart> {
    const window = end - begin;
    if (window <= 0) {
      return;
    }
    const wanted = bucketMillis ?? window;
    // Buckets of the question, or a few of them at once where there are too many.
    const width = wanted * Math.ceil(window / wanted / MOST_BUCKETS);
    const count = Math.ceil(window / width);
    const series = this.#series(indicator, begin, begin + count * width, width);
    for (const [index, counts] of series.entries()) {
      const middle = Math.floor(begin + (index + 0.5) * width);
      yield { ...counts, time: Math.min(end - 1, middle) };
    }
  }

  #count(indicator: ServiceLevelIndicator, begin: number, end: number): Counts {
    return this.#series(indicator, begin, end, end - begin)[0];
  }

  /** The events of an indicator in equal parts of time. */
  #series(
    { settings: { events } }: ServiceLevelIndicator,
    begin: number,
    end: number,
    width: number,
  ): Counts[] {
    const ask = (query: EventsQuery | undefined) =>
      query && this.#ask(events.accountId, query, { begin, end, width });
    const valid = ask(events.validEvents) ?? [];
    const good = ask(events.goodEvents);
    const bad = ask(events.badEvents);
    return valid.map((all, index) => ({
      valid: all,
      good: good?.[index] ?? all - (bad?.[index] ?? 0),
      bad: bad?.[index] ?? all - (good?.[index] ?? 0),
    }));
  }

  #ask(
    accountId: number,
    { from, where, select }: EventsQuery,
    { begin, end, width }: { begin: number; end: number; width: number },
  ): number[] {
    const value =
      select?.function === 'SUM' ? `sum(${select.attribute})` : 'count(*)';
    this.#isCounting = true;
    try {
      return evaluateNrql({
        query: [
          `SELECT ${value} AS 'n' FROM ${from}`,
          where ? `WHERE ${where}` : '',
          `SINCE ${begin} UNTIL ${end}`,
          width < end - begin ? `TIMESERIES ${width / 1000} SECONDS` : '',
        ].join(' '),
        accountId,
        source: this.#source!,
        now: this.#clock(),
      }).results.map(({ n }) => Number(n));
    } finally {
      this.#isCounting = false;
    }
  }

  /** The indicators over an account's events that a question is about. */
  *#indicators({
    accountId,
    accepts,
  }: Pick<
    RowOptions,
    'accountId' | 'accepts'
  >): Generator<ServiceLevelIndicator> {
    const isAccepted = (name: string, value: string) =>
      accepts?.get(name)?.(value) ?? true;
    for (const { serviceLevels } of this.#entities.all()) {
      for (const indicator of serviceLevels) {
        const { guid, id, settings } = indicator;
        if (
          settings.events.accountId === accountId &&
          isAccepted('sli.guid', guid) &&
          isAccepted('sli.id', id) &&
          isAccepted('entity.guid', guid) &&
          isAccepted('entity.name', settings.name)
        ) {
          yield indicator;
        }
      }
    }
  }
}

/** Whether a question reads a metric of service levels. */
function readsMetrics({ attributes = 'all', accepts }: RowOptions): boolean {
  const acceptsName = accepts?.get('metricName') ?? (() => true);
  return METRICS.map(metric => `newrelic.sli.${metric}`).some(
    name =>
      acceptsName(name) &&
      (attributes === 'all' ||
        attributes.has(name) ||
        attributes.has('metricName')),
  );
}
