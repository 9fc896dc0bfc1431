import { nrql } from '@rocket/nrql';
import type { StandardAlert } from './api';
import { canonicalNrql } from './canonicalNrql';
import type { ConditionFacts } from './facts';

/** One condition that every service should have. */
export interface StandardAlertDefinition {
  id: string;
  /** The condition's name in New Relic is `<app name> · <title>`. */
  title: string;
  nrql(guid: string): string;
  type: 'STATIC' | 'BASELINE';
  baselineDirection?: ConditionFacts['baselineDirection'];
  /** An incident must open when the signal is lost. */
  opensOnSignalLoss?: boolean;
  aggregationWindowSeconds?: number;
}

/**
 * The standard alert set: error rate and latency for what clients feel,
 * throughput and signal for what silence hides, burn rate for the budget,
 * saturation for what comes next.
 */
export const standardAlerts: readonly StandardAlertDefinition[] = [
  {
    id: 'error-rate',
    title: 'Error rate',
    type: 'STATIC',
    nrql: guid =>
      nrql`SELECT percentage(count(*), WHERE error IS TRUE) AS 'errorRate' FROM Transaction WHERE entityGuid = ${guid}`,
  },
  {
    id: 'latency',
    title: 'Latency',
    type: 'STATIC',
    nrql: guid =>
      nrql`SELECT percentile(duration, 95) AS 'p95' FROM Transaction WHERE entityGuid = ${guid}`,
  },
  {
    id: 'throughput',
    title: 'Throughput drop',
    type: 'BASELINE',
    baselineDirection: 'LOWER_ONLY',
    nrql: guid =>
      nrql`SELECT rate(count(*), 1 minute) AS 'throughput' FROM Transaction WHERE entityGuid = ${guid}`,
  },
  {
    id: 'signal-loss',
    title: 'Loss of signal',
    type: 'STATIC',
    opensOnSignalLoss: true,
    nrql: guid =>
      nrql`SELECT count(*) AS 'requests' FROM Transaction WHERE entityGuid = ${guid}`,
  },
  {
    id: 'burn-rate',
    title: 'Error budget burn',
    type: 'STATIC',
    aggregationWindowSeconds: 3600,
    nrql: guid =>
      nrql`SELECT percentage(count(*), WHERE error IS TRUE) AS 'errorRate' FROM Transaction WHERE entityGuid = ${guid} AND transactionType = 'Web'`,
  },
  {
    id: 'saturation',
    title: 'CPU saturation',
    type: 'STATIC',
    nrql: guid =>
      nrql`SELECT average(apm.service.cpu.usertime.utilization) * 100 AS 'cpu' FROM Metric WHERE entity.guid = ${guid}`,
  },
];

/**
 * Which conditions of the standard set a service has, and in what state. A
 * condition is recognised by its question, whatever its name; failing that, by
 * its name, and then it counts as edited.
 */
export function matchStandardAlerts(options: {
  guid: string;
  conditions: readonly ConditionFacts[];
}): StandardAlert[] {
  const { guid, conditions } = options;
  const asked = conditions.map(condition => ({
    condition,
    question: canonicalNrql(condition.nrql),
  }));
  return standardAlerts.map(definition => {
    const question = canonicalNrql(definition.nrql(guid));
    const candidates = asked
      .filter(
        other =>
          other.question === question ||
          hasTitle(other.condition.name, definition.title),
      )
      .map(other => ({
        condition: other.condition,
        difference: differenceOf(definition, other.condition, {
          sameQuestion: other.question === question,
        }),
      }));
    // A good one beside a broken copy is a good one.
    const best =
      candidates.find(
        ({ condition, difference }) => condition.enabled && !difference,
      ) ??
      candidates.find(({ condition }) => condition.enabled) ??
      candidates[0];
    return { id: definition.id, title: definition.title, ...stateOf(best) };
  });
}

function stateOf(
  best: { condition: ConditionFacts; difference?: string } | undefined,
): Pick<
  StandardAlert,
  'state' | 'difference' | 'conditionId' | 'conditionName'
> {
  if (!best) {
    return { state: 'missing' };
  }
  const { condition, difference } = best;
  const found = { conditionId: condition.id, conditionName: condition.name };
  if (!condition.enabled) {
    return { state: 'disabled', ...found };
  }
  return difference
    ? { state: 'edited', difference, ...found }
    : { state: 'in-place', ...found };
}

function hasTitle(name: string, title: string): boolean {
  return name === title || name.endsWith(`· ${title}`);
}

function differenceOf(
  definition: StandardAlertDefinition,
  condition: ConditionFacts,
  { sameQuestion }: { sameQuestion: boolean },
): string | undefined {
  if (!sameQuestion) {
    return `it asks ${condition.nrql}`;
  }
  if (condition.type !== definition.type) {
    return `it is a ${condition.type.toLowerCase()} condition instead of a ${definition.type.toLowerCase()} one`;
  }
  if (
    definition.baselineDirection &&
    condition.baselineDirection !== definition.baselineDirection
  ) {
    return 'it does not watch for drops only';
  }
  if (definition.opensOnSignalLoss && !condition.opensOnSignalLoss) {
    return 'it opens no incident when the signal is lost';
  }
  if (
    definition.aggregationWindowSeconds &&
    condition.aggregationWindowSeconds !== definition.aggregationWindowSeconds
  ) {
    return `it looks at ${
      condition.aggregationWindowSeconds ?? 'an unknown number of'
    } s at a time instead of ${definition.aggregationWindowSeconds} s`;
  }
  // A lost signal opens an incident without any threshold.
  if (!definition.opensOnSignalLoss && condition.criticalTerms === 0) {
    return 'it never opens a critical incident';
  }
  return undefined;
}
