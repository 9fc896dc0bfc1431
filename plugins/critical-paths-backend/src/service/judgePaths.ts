import {
  addedShares,
  ownTimes,
  pathState,
  reasonSentence,
  stepState,
  stepVerdicts,
  troubleSentence,
  type CauseOfState,
  type CriticalPathStep,
  type StepState,
  type StepTrouble,
  type StepVerdict,
} from '@rocket/plugin-critical-paths-common';
import type {
  CriticalPathsStore,
  StoredPath,
} from '../database/CriticalPathsStore';
import { JudgementData } from './JudgementData';
import { pathContext, timesOf, type PathContext } from './pathContext';
import type { StoredState, StoredStepState } from './storedState';

/** A deployment is suspected when the trouble began this long after it, or this shortly before it was recorded; seconds. */
const SUSPECT_BEFORE = 30 * 60;
const SUSPECT_AFTER = 5 * 60;

const NEVER_OBSERVED: StepVerdict = { status: 'unknown', onset: 0 };

/**
 * Judges all paths by the minutes that are stored: status, since when, and why.
 * Everything follows from what is in the database, so that it does not matter which
 * replica judges, or when it last did.
 *
 * @param options - The end of the last whole minute, in seconds since the epoch.
 */
export async function judgePaths(options: {
  store: CriticalPathsStore;
  until: number;
}): Promise<void> {
  const { store, until } = options;
  const paths = await store.paths();
  const components = await store.components();
  const contexts = paths.map(path => pathContext(path, components));
  const data = await JudgementData.load({ store, contexts, until });
  await store.saveStates(
    new Map(
      contexts.map(context => [
        context.path.entityRef,
        judgePath(context, data),
      ]),
    ),
  );
}

function judgePath(context: PathContext, data: JudgementData): StoredState {
  const { path, waits } = context;
  const { spec } = path.entity;
  const verdicts = new Map(
    spec.steps.map(step => [step.id, verdictsOf(step, context, data)]),
  );
  const state = pathState(spec, verdicts, waits);
  const steps = new Map(
    spec.steps.map(step => [step.id, stepState(verdicts.get(step.id) ?? [])]),
  );
  const remembered =
    path.state?.status === state.status &&
    state.causes.length > 0 &&
    state.causes.every(id => rememberedStep(id, context, data));
  return {
    at: data.observedUntil(context),
    status: state.status,
    since: sinceOf(state, path.state, data),
    reason:
      remembered && path.state
        ? path.state.reason
        : reasonSentence({
            status: state.status,
            causes: state.causes.map(id => causeOf(id, steps, context, data)),
            requiredSteps: spec.steps.filter(
              ({ requirement }) => requirement === 'required',
            ).length,
          }),
    steps: Object.fromEntries(
      spec.steps.map(step => [
        step.id,
        storedStep(step, { context, data, state: steps.get(step.id) }),
      ]),
    ),
  };
}

function verdictsOf(
  step: CriticalPathStep,
  context: PathContext,
  data: JudgementData,
): StepVerdict[] {
  const { path, signals } = context;
  const { spec } = path.entity;
  const signal = signals.steps.get(step.id);
  const isEntry = step.id === spec.entry;
  if (!signal) {
    return Array.from({ length: data.minutes }, () => NEVER_OBSERVED);
  }
  const { history, first } = data.history(signal);
  const judged = stepVerdicts(history, {
    downBelow: spec.downBelow,
    target: step.objectives?.successRate ?? spec.objectives.successRate,
    p95:
      step.objectives?.latency?.p95 ??
      (isEntry ? spec.objectives.latency?.p95 : undefined),
  }).map(verdict => ({ ...verdict, onset: verdict.onset + first }));
  // A step whose source does not answer keeps its last status, even when the minutes
  // behind it are out of sight. Before its first minute it is taken to have been as it
  // was then: nothing changed that we know of.
  const silent = rememberedStep(step.id, context, data);
  if (silent) {
    return Array.from({ length: data.minutes }, () => ({
      status: silent.status,
      onset: 0,
    }));
  }
  return Array.from(
    { length: data.minutes },
    (_, index) =>
      judged[Math.max(0, index - first)] ?? judged.at(-1) ?? NEVER_OBSERVED,
  );
}

/** What was judged of a step before its source fell silent so long ago that its minutes are out of sight. */
function rememberedStep(
  id: string,
  { path, signals }: PathContext,
  data: JudgementData,
): StoredStepState | undefined {
  const signal = signals.steps.get(id);
  return signal && data.isOutOfSight(signal)
    ? path.state?.steps[id]
    : undefined;
}

function causeOf(
  id: string,
  steps: ReadonlyMap<string, StepState>,
  context: PathContext,
  data: JudgementData,
): CauseOfState {
  const state = steps.get(id);
  const signal = context.signals.steps.get(id);
  const since =
    state?.since === undefined ? undefined : data.timeOf(state.since);
  const deployment =
    signal && since !== undefined
      ? data
          .deployments(signal.guid)
          .filter(
            ({ at }) =>
              at >= since - SUSPECT_BEFORE && at <= since + SUSPECT_AFTER,
          )
          .at(-1)
      : undefined;
  return {
    title: context.titleOf(id),
    trouble: state?.trouble,
    deployment:
      deployment && since !== undefined
        ? {
            version: deployment.version,
            minutesBefore: Math.max(
              0,
              Math.round((since - deployment.at) / 60),
            ),
          }
        : undefined,
    addedShare:
      state?.trouble?.type === 'slow'
        ? addedShareOf(id, context, data)
        : undefined,
    missing: context.missingOf(id) ?? (signal && data.missingOf(signal)),
  };
}

/** Of the time that a request spends longer on the path than a week ago, the part in one step. */
function addedShareOf(
  id: string,
  { path, signals, waits }: PathContext,
  data: JudgementData,
): number | undefined {
  const own = (previous: boolean) =>
    ownTimes({
      steps: path.entity.spec.steps,
      entry: path.entity.spec.entry,
      waits,
      times: timesOf(signals, data.spans, { range: '1h', previous }),
    });
  return addedShares(own(true), own(false)).get(id);
}

function storedStep(
  step: CriticalPathStep,
  options: {
    context: PathContext;
    data: JudgementData;
    state: StepState | undefined;
  },
): StoredStepState {
  const { context, data, state } = options;
  const remembered = rememberedStep(step.id, context, data);
  if (remembered) {
    return remembered;
  }
  const signal = context.signals.steps.get(step.id);
  const status = state?.status ?? 'unknown';
  return {
    status,
    since: state
      ? sinceOf(state, context.path.state?.steps[step.id], data)
      : undefined,
    reason:
      status === 'unknown'
        ? sentence(
            context.missingOf(step.id) ??
              (signal && data.missingOf(signal)) ??
              'it reports no requests, now or a week ago',
          )
        : troubleReason(context.titleOf(step.id), state?.trouble),
  };
}

function troubleReason(
  title: string,
  trouble: StepTrouble | undefined,
): string | undefined {
  return trouble && `${title} ${troubleSentence(trouble)}.`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toLocaleUpperCase('en-US')}${text.slice(1)}.`;
}

/** Since when, in seconds; a status older than the minutes that were looked at keeps the beginning that was found once. */
function sinceOf(
  state: { status: string; since?: number },
  before: { status: string; since?: number } | StoredPath['state'],
  data: JudgementData,
): number | undefined {
  if (state.since !== undefined) {
    return data.timeOf(state.since);
  }
  return before?.status === state.status ? before.since : undefined;
}
