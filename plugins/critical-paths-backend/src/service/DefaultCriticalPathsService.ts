import { NotFoundError } from '@backstage/errors';
import {
  compareStatus,
  designCeiling,
  inFlowOrder,
  shares,
  ownTimes,
  secondsOf,
  successRate,
  verdictSentence,
  type PathDetail,
  type PathList,
  type StepDetail,
  type TimeAxis,
  type TimeRange,
} from '@rocket/plugin-critical-paths-common';
import { lastWholeMinute } from '../collectors/plan';
import { bucketsQuery } from '../collectors/queries';
import type { CriticalPathsStore } from '../database/CriticalPathsStore';
import type { CriticalPathsService } from './CriticalPathsService';
import { pathContext, timesOf, type PathContext } from './pathContext';
import type { Signal } from './signals';
import { pathSummary, stepSummary } from './summaries';
import { ViewData } from './ViewData';

/** Answers from the stored observations and states. */
export class DefaultCriticalPathsService implements CriticalPathsService {
  private readonly store: CriticalPathsStore;
  private readonly now: () => number;

  /** @param options - `now` is in milliseconds since the epoch. */
  constructor(options: { store: CriticalPathsStore; now?: () => number }) {
    this.store = options.store;
    this.now = options.now ?? Date.now;
  }

  async list({ range }: { range: TimeRange }): Promise<PathList> {
    const [paths, components] = await Promise.all([
      this.store.paths(),
      this.store.components(),
    ]);
    const contexts = paths.map(path => pathContext(path, components));
    const data = await ViewData.load({
      store: this.store,
      contexts,
      shown: contexts.flatMap(context => entriesOf(context)),
      range,
      until: lastWholeMinute(this.now()),
    });
    return {
      range,
      axis: data.axis,
      paths: contexts
        .map(context =>
          pathSummary(context, data, latencyShares(context, data, range)),
        )
        .sort(
          (a, b) =>
            compareStatus(b.status, a.status) || a.title.localeCompare(b.title),
        ),
    };
  }

  async path(options: {
    entityRef: string;
    range: TimeRange;
  }): Promise<PathDetail> {
    const { range } = options;
    const context = await this.contextOf(options.entityRef);
    const { spec } = context.path.entity;
    const data = await ViewData.load({
      store: this.store,
      contexts: [context],
      shown: [...context.signals.steps.values()],
      range,
      until: lastWholeMinute(this.now()),
    });
    const latency = latencyShares(context, data, range);
    const path = pathSummary(context, data, latency);
    const availability = new Map(
      [...context.signals.steps].flatMap(([id, signal]) => {
        const rate = successRate(data.month(signal) ?? { valid: 0, bad: 0 });
        return rate === undefined ? [] : [[id, rate] as const];
      }),
    );
    return {
      range,
      axis: data.axis,
      path,
      steps: inFlowOrder(spec.steps).map(step =>
        stepSummary(step, {
          context,
          data,
          latencyShare: latency.get(step.id),
        }),
      ),
      groups: spec.groups,
      designCeiling: designCeiling(spec, availability),
      verdict: verdictSentence({
        numbers: path.headline.current,
        objectives: spec.objectives,
        range,
      }),
    };
  }

  async step(options: {
    entityRef: string;
    stepId: string;
    range: TimeRange;
  }): Promise<StepDetail> {
    const { entityRef, stepId, range } = options;
    const context = await this.contextOf(entityRef);
    const step = context.path.entity.spec.steps.find(({ id }) => id === stepId);
    if (!step) {
      throw new NotFoundError(`${entityRef} has no step ${stepId}`);
    }
    const signal = context.signals.steps.get(stepId);
    const transactions = context.signals.transactions.get(stepId) ?? [];
    const data = await ViewData.load({
      store: this.store,
      contexts: [context],
      shown: [
        ...entriesOf(context),
        ...(signal ? [signal] : []),
        ...transactions,
      ],
      range,
      until: lastWholeMinute(this.now()),
    });
    const latency = latencyShares(context, data, range);
    const {
      entityRef: ref,
      namespace,
      name,
      title,
      status,
      objectives,
      downBelow,
    } = pathSummary(context, data, latency);
    return {
      range,
      axis: data.axis,
      path: {
        entityRef: ref,
        namespace,
        name,
        title,
        status,
        objectives,
        downBelow,
      },
      step: stepSummary(step, {
        context,
        data,
        latencyShare: latency.get(stepId),
      }),
      series: data.series(signal),
      transactions: step.transactions.map((transaction, index) => ({
        name: transaction,
        numbers: data.numbers(transactions[index]),
        series: data.series(transactions[index]),
      })),
      marks: data.marks(context, [stepId]),
      nrql: signal && nrqlOf(signal, data.axis),
    };
  }

  private async contextOf(entityRef: string): Promise<PathContext> {
    const [path, components] = await Promise.all([
      this.store.path(entityRef),
      this.store.components(),
    ]);
    if (!path) {
      throw new NotFoundError(`There is no critical path ${entityRef}`);
    }
    return pathContext(path, components);
  }
}

function entriesOf({ path, signals }: PathContext) {
  const entry = signals.steps.get(path.entity.spec.entry);
  return entry ? [entry] : [];
}

/** What the collector asks for a signal's series, for the whole of an axis. */
function nrqlOf(signal: Signal, { begin, end, bucketSeconds }: TimeAxis) {
  const { accountId, query } = bucketsQuery(
    signal,
    { begin: secondsOf(begin), end: secondsOf(end) },
    bucketSeconds,
  );
  return { accountId: accountId ?? signal.accountId, query };
}

/** Each step's part of the time that a request spends on the path over the range, by step id. */
function latencyShares(
  { path, signals, waits }: PathContext,
  data: ViewData,
  range: TimeRange,
): Map<string, number> {
  return shares(
    ownTimes({
      steps: path.entity.spec.steps,
      entry: path.entity.spec.entry,
      waits,
      times: timesOf(signals, data.spans, { range, previous: false }),
    }),
  );
}
