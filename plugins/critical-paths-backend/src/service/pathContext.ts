import {
  waitsOf,
  type StepTime,
  type TimeRange,
  type Waits,
} from '@rocket/plugin-critical-paths-common';
import type { SpanLatency, StoredPath } from '../database/CriticalPathsStore';
import type { ComponentFacts } from './components';
import { componentRefOf, signalsOf, type PathSignals } from './signals';

/** A path with all that is known of its steps besides numbers. */
export interface PathContext {
  path: StoredPath;
  signals: PathSignals;
  waits: Waits;
  /** What a step is called. */
  titleOf(stepId: string): string;
  /** The component of a step; missing when the catalog does not have it. */
  componentOf(stepId: string): ComponentFacts | undefined;
  /** Why a step cannot be observed at all; `undefined` when it can. */
  missingOf(stepId: string): string | undefined;
}

export function pathContext(
  path: StoredPath,
  components: ReadonlyMap<string, ComponentFacts>,
): PathContext {
  const { spec } = path.entity;
  const steps = spec.steps.map(step => ({
    ...step,
    component: componentRefOf(step, path.entity),
  }));
  const byId = new Map(steps.map(step => [step.id, step]));
  const componentOf = (stepId: string) =>
    components.get(byId.get(stepId)?.component ?? '');
  return {
    path,
    signals: signalsOf(path.entity, components),
    waits: waitsOf({
      steps,
      entry: spec.entry,
      dependencies: new Map(
        [...components].map(([ref, { dependsOn }]) => [ref, dependsOn]),
      ),
    }),
    componentOf,
    titleOf: stepId =>
      byId.get(stepId)?.title ?? componentOf(stepId)?.title ?? stepId,
    missingOf: stepId => {
      const component = componentOf(stepId);
      return component
        ? component.missing
        : `the catalog has no ${byId.get(stepId)?.component ?? stepId}`;
    },
  };
}

/** The mean times of a path's steps over a range, by step id. */
export function timesOf(
  signals: PathSignals,
  spans: readonly SpanLatency[],
  { range, previous }: { range: TimeRange; previous: boolean },
): Map<string, StepTime> {
  const bySignal = new Map(
    spans
      .filter(span => span.range === range && span.previous === previous)
      .map(span => [span.signal, span]),
  );
  const times = new Map<string, StepTime>();
  for (const [stepId, signal] of signals.steps) {
    const span = bySignal.get(signal.id);
    if (span?.mean !== undefined) {
      const { mean, external, requests } = span;
      times.set(stepId, { mean, external, requests });
    }
  }
  return times;
}
