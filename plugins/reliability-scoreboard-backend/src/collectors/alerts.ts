import type { AlertCondition } from '@rocket/plugin-newrelic-node';
import type {
  AlertFacts,
  ConditionFacts,
} from '@rocket/plugin-reliability-scoreboard-common';
import type { Collector } from './Collector';

/** The alert conditions of each entity. */
export const alertsCollector: Collector<AlertFacts> = {
  absent: { conditions: [] },

  async collect({ newRelic, accountId, signal }) {
    const facts = new Map<string, AlertFacts>();
    for (const condition of await newRelic.alertConditions({
      accountId,
      signal,
    })) {
      for (const guid of entitiesOf(condition)) {
        const own = facts.get(guid) ?? { conditions: [] };
        own.conditions.push(toFacts(condition));
        facts.set(guid, own);
      }
    }
    return facts;
  },
};

/**
 * The entities that a condition is about: its target, or any guid that its
 * query names. Other quoted words may be among them; no service has them.
 */
function entitiesOf({ nrql, targetEntity }: AlertCondition): Set<string> {
  const guids = new Set<string>();
  for (const [, word] of nrql.matchAll(/['"]([A-Za-z0-9+/=_-]{12,})['"]/g)) {
    guids.add(word);
  }
  if (targetEntity) {
    guids.add(targetEntity);
  }
  return guids;
}

function toFacts(condition: AlertCondition): ConditionFacts {
  return {
    id: condition.id,
    name: condition.name,
    enabled: condition.enabled,
    type: condition.type,
    nrql: condition.nrql,
    targetEntity: condition.targetEntity,
    aggregationWindowSeconds: condition.aggregationWindowSeconds,
    opensOnSignalLoss: condition.opensOnSignalLoss,
    baselineDirection: condition.baselineDirection,
    criticalTerms: condition.terms.filter(
      ({ priority }) => priority.toUpperCase() === 'CRITICAL',
    ).length,
  };
}
