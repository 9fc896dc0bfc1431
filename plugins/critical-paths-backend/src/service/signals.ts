import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type {
  CriticalPathEntity,
  CriticalPathStep,
} from '@rocket/plugin-critical-paths-common';
import { createHash } from 'node:crypto';
import type { ComponentFacts } from './components';

/**
 * What is asked of New Relic as one: some transactions of one entity. Steps of
 * several paths that mean the same share a signal. The threshold of a down minute
 * belongs to it, since its minutes are stored as up or down.
 */
export interface Signal {
  /** Stable over restarts and replicas. */
  id: string;
  accountId: number;
  guid: string;
  /** Names; one with % is a LIKE pattern. */
  transactions: string[];
  /** Percent. */
  downBelow: number;
}

/** A path with its components and signals. */
export interface PathSignals {
  /** Signal of each joined step by id. */
  steps: Map<string, Signal>;
  /** Signals of the single transactions of steps with several, by step id, in the step's order. */
  transactions: Map<string, Signal[]>;
}

/** The full reference of a step's component: kind and namespace may be left out. */
export function componentRefOf(
  step: Pick<CriticalPathStep, 'component'>,
  entity: CriticalPathEntity,
): string {
  return stringifyEntityRef(
    parseEntityRef(step.component, {
      defaultKind: 'Component',
      defaultNamespace: entity.metadata.namespace ?? 'default',
    }),
  );
}

/** The signals of a path; steps whose component is not joined have none. */
export function signalsOf(
  entity: CriticalPathEntity,
  components: ReadonlyMap<string, ComponentFacts>,
): PathSignals {
  const steps = new Map<string, Signal>();
  const transactions = new Map<string, Signal[]>();
  for (const step of entity.spec.steps) {
    const joined = components.get(componentRefOf(step, entity))?.newRelic;
    if (joined) {
      const { guid, accountId } = joined;
      const of = (names: string[]) =>
        signal({
          guid,
          accountId,
          transactions: names,
          downBelow: entity.spec.downBelow,
        });
      const whole = of(step.transactions);
      steps.set(step.id, whole);
      transactions.set(
        step.id,
        step.transactions.length === 1
          ? [whole]
          : step.transactions.map(name => of([name])),
      );
    }
  }
  return { steps, transactions };
}

function signal(parts: Omit<Signal, 'id'>): Signal {
  const transactions = [...new Set(parts.transactions)].sort();
  const id = createHash('sha256')
    .update(JSON.stringify([parts.guid, transactions, parts.downBelow]))
    .digest('hex')
    .slice(0, 32);
  return { ...parts, transactions, id };
}
