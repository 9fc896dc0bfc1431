import { Incident } from './alerts/evaluation/Incident';
import { Entity } from './entities';
import { NewRelicState } from './NewRelicState';

export type AlertSeverity =
  'CRITICAL' | 'WARNING' | 'NOT_ALERTING' | 'NOT_CONFIGURED';

/** The worst open incident of an entity, or whether it could have one at all. */
export type SeverityLookup = (entity: Entity) => AlertSeverity;

/** Looks at an entity once, when it is asked for; at the conditions that were made for none when the first one is. */
export function createSeverityLookup(state: NewRelicState): SeverityLookup {
  const known = new Map<string, AlertSeverity>();
  const others = new Map<number, Map<string, Incident[]>>();
  return entity => {
    const { guid, accountId } = entity;
    let severity = known.get(guid);
    if (!severity) {
      let ofAccount = others.get(accountId);
      if (!ofAccount) {
        const open = state.incidents.openFor(accountId, undefined);
        ofAccount = Map.groupBy(open, ({ target }) => target.guid);
        others.set(accountId, ofAccount);
      }
      severity = severityOf(state, entity, ofAccount.get(guid) ?? []);
      known.set(guid, severity);
    }
    return severity;
  };
}

function severityOf(
  { alerts, incidents }: NewRelicState,
  { accountId, guid }: Entity,
  others: readonly Incident[],
): AlertSeverity {
  const open = [...others, ...incidents.openFor(accountId, guid)].filter(
    ({ target }) => target.guid === guid,
  );
  if (open.length > 0) {
    return open.some(({ priority }) => priority === 'critical')
      ? 'CRITICAL'
      : 'WARNING';
  }
  for (const { condition } of alerts.versionsFor(accountId, guid)) {
    if (condition.enabled) {
      return 'NOT_ALERTING';
    }
  }
  return 'NOT_CONFIGURED';
}
