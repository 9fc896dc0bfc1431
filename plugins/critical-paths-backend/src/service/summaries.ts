import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  burnAlerts,
  concernSentence,
  errorBudget,
  isoOf,
  type CriticalPathStep,
  type PathSummary,
  type SlowestStep,
  type StepSummary,
} from '@rocket/plugin-critical-paths-common';
import type { PathContext } from './pathContext';
import { componentRefOf } from './signals';
import type { ViewData } from './ViewData';

const HOUR = 3600;
const DAY = 24 * HOUR;

/**
 * One path as the list tells it.
 *
 * @param shares - Each step's part of the latency, by id.
 */
export function pathSummary(
  context: PathContext,
  data: ViewData,
  shares: ReadonlyMap<string, number>,
): PathSummary {
  const { path, signals } = context;
  const { metadata, spec } = path.entity;
  const { namespace, name } = parseEntityRef(path.entityRef);
  const entry = signals.steps.get(spec.entry);
  const target = spec.objectives.successRate;
  const burns = data.burnSpans(entry);
  const nothing = { valid: 0, bad: 0 };
  const status = path.state?.status ?? 'unknown';
  const headline = data.numbers(entry);
  const budget = errorBudget({
    target,
    month: data.month(entry) ?? nothing,
    lastHour: burns.get(HOUR) ?? nothing,
  });
  return {
    entityRef: path.entityRef,
    namespace,
    name,
    title: metadata.title ?? name,
    description: metadata.description,
    owner: fullRef(spec.owner, { kind: 'Group', namespace }),
    domain: spec.domain && fullRef(spec.domain, { kind: 'Domain', namespace }),
    objectives: spec.objectives,
    downBelow: spec.downBelow,
    status,
    statusSince: instant(path.state?.since),
    reason: path.state?.reason ?? 'Nothing has been observed yet.',
    concern:
      status === 'healthy'
        ? concernSentence({
            budget,
            lastThreeDays: burns.get(3 * DAY) ?? nothing,
            numbers: headline.current,
            objectives: spec.objectives,
            range: data.range,
          })
        : undefined,
    headline,
    budget,
    burnAlerts: burnAlerts(burns, target),
    series: data.series(entry),
    marks: data.marks(
      context,
      spec.steps.map(({ id }) => id),
    ),
    slowestStep: slowest(context, shares),
    freshness: data.freshness(entry, context.missingOf(spec.entry)),
  };
}

/** One step as the page of its path tells it. */
export function stepSummary(
  step: CriticalPathStep,
  options: {
    context: PathContext;
    data: ViewData;
    latencyShare: number | undefined;
  },
): StepSummary {
  const { context, data, latencyShare } = options;
  const { path, signals } = context;
  const { spec } = path.entity;
  const signal = signals.steps.get(step.id);
  const state = path.state?.steps[step.id];
  return {
    id: step.id,
    title: context.titleOf(step.id),
    component: componentRefOf(step, path.entity),
    requirement: step.requirement,
    after: step.after,
    groupId: spec.groups.find(group => group.steps.includes(step.id))?.id,
    isEntry: step.id === spec.entry,
    transactions: step.transactions,
    objectives: step.objectives,
    status: state?.status ?? 'unknown',
    statusSince: instant(state?.since),
    reason: state?.reason,
    numbers: data.numbers(signal),
    latencyShare,
    freshness: data.freshness(signal, context.missingOf(step.id)),
    links: { newRelic: context.componentOf(step.id)?.newRelic?.permalink },
  };
}

function slowest(
  context: PathContext,
  shares: ReadonlyMap<string, number>,
): SlowestStep | undefined {
  let found: SlowestStep | undefined;
  for (const [stepId, share] of shares) {
    if (!found || share > found.share) {
      found = { stepId, title: context.titleOf(stepId), share };
    }
  }
  return found;
}

function fullRef(
  reference: string,
  defaults: { kind: string; namespace: string },
): string {
  return stringifyEntityRef(
    parseEntityRef(reference, {
      defaultKind: defaults.kind,
      defaultNamespace: defaults.namespace,
    }),
  );
}

function instant(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : isoOf(seconds);
}
