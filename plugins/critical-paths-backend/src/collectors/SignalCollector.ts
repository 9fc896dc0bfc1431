import type { NewRelicService } from '@rocket/plugin-newrelic-node';
import type {
  CriticalPathsStore,
  Interval,
} from '../database/CriticalPathsStore';
import type { Signal } from '../service/signals';
import { failureReason } from './failureReason';
import { planJobs, type Job, type WantedSignal } from './jobs';
import { ProgressBook } from './ProgressBook';
import { bucketsQuery, spanQuery, toBuckets, toSpan } from './queries';

/** Questions that are stored together: a run that is interrupted loses no more than these. */
const GROUP = 100;

/** Minutes that came in, to be judged as up or down. */
export interface CollectedMinutes extends Interval {
  signal: Signal;
}

/** What one run is told. */
interface RunContext {
  /** Seconds since the epoch. */
  until: number;
  book: ProgressBook;
  /** Reasons by signal id. */
  failed: Map<string, string>;
  signal: AbortSignal | undefined;
}

/** Asks New Relic for the requests and latencies of signals, and stores them. */
export class SignalCollector {
  private readonly store: CriticalPathsStore;
  private readonly newRelic: NewRelicService;

  constructor(options: {
    store: CriticalPathsStore;
    newRelic: NewRelicService;
  }) {
    this.store = options.store;
    this.newRelic = options.newRelic;
  }

  /**
   * Brings all signals up to date, and their past a little further back.
   *
   * @param options - The signals; the end of the last whole minute, in seconds since the epoch; how many questions may go into minutes of the past; and who is told of new minutes after each group.
   */
  async collect(options: {
    wanted: readonly WantedSignal[];
    until: number;
    minuteQueries: number;
    onMinutes: (minutes: CollectedMinutes[]) => Promise<void>;
    signal?: AbortSignal;
  }): Promise<void> {
    const { wanted, until, minuteQueries, onMinutes, signal } = options;
    const book = new ProgressBook(await this.store.progress());
    const spans = await this.store.spans({
      signals: wanted.map(entry => entry.signal.id),
    });
    const jobs = planJobs({ wanted, until, minuteQueries, book, spans });
    const context = { until, book, failed: new Map<string, string>(), signal };
    for (let from = 0; from < jobs.length; from += GROUP) {
      signal?.throwIfAborted();
      const group = jobs.slice(from, from + GROUP);
      const [minutes] = await Promise.all([
        this.askBuckets(group, context),
        this.askSpans(group, context),
      ]);
      await onMinutes(minutes);
    }
    await this.store.saveOutcomes({
      failed: [...context.failed].map(([subject, reason]) => ({
        subject,
        reason,
        at: until,
      })),
      answered: [...new Set(jobs.map(job => job.signal.id))].filter(
        subject => !context.failed.has(subject),
      ),
    });
  }

  private async askBuckets(
    jobs: readonly Job[],
    context: RunContext,
  ): Promise<CollectedMinutes[]> {
    const asked = jobs.filter(job => job.type === 'bucket');
    const outcomes = await this.newRelic.nrqlAll(
      Object.fromEntries(
        asked.map(({ signal, request }, index) => [
          `b${index}`,
          bucketsQuery(signal, request, request.resolution),
        ]),
      ),
      { signal: context.signal },
    );
    const minutes: CollectedMinutes[] = [];
    for (const [index, { signal, request }] of asked.entries()) {
      const outcome = outcomes[`b${index}`];
      if (outcome.status === 'failed') {
        context.failed.set(signal.id, failureReason(outcome.error));
        continue;
      }
      await this.store.saveBuckets(
        toBuckets(outcome.result, {
          signal,
          resolution: request.resolution,
          observedUntil: request.end,
        }),
      );
      context.book.extend(signal.id, request);
      if (request.resolution === 60) {
        minutes.push({ signal, begin: request.begin, end: request.end });
      }
    }
    await this.store.saveProgress(context.book.takeChanges());
    return minutes;
  }

  private async askSpans(
    jobs: readonly Job[],
    context: RunContext,
  ): Promise<void> {
    const asked = jobs.filter(job => job.type === 'span');
    const outcomes = await this.newRelic.nrqlAll(
      Object.fromEntries(
        asked.map(({ signal, request }, index) => [
          `s${index}`,
          spanQuery(signal, request),
        ]),
      ),
      { signal: context.signal },
    );
    const spans = asked.flatMap(({ signal, request }, index) => {
      const outcome = outcomes[`s${index}`];
      if (outcome.status === 'failed') {
        context.failed.set(signal.id, failureReason(outcome.error));
        return [];
      }
      return [toSpan(outcome.result, { signal, ...request })];
    });
    await this.store.saveSpans(spans);
  }
}
