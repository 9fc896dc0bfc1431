import { Entity } from './entities';
import { NewRelicState } from './NewRelicState';

export type AlertSeverity =
  'CRITICAL' | 'WARNING' | 'NOT_ALERTING' | 'NOT_CONFIGURED';

/** The worst open incident of an entity, or whether it could have one at all. */
export type SeverityLookup = (entity: Entity) => AlertSeverity;

/** Looks at an entity once, when it is asked for. */
export function createSeverityLookup(state: NewRelicState): SeverityLookup {
  const known = new Map<string, AlertSeverity>();
  return entity => {
    let severity = known.get(entity.guid);
    if (!severity) {
      severity = severityOf(state, entity);
      known.set(entity.guid, severity);
    }
    return severity;
  };
}

function severityOf(
  { alerts, incidents }: NewRelicState,
  { accountId, guid }: Entity,
): AlertSeverity {
  const priorities = incidents
    .openFor(accountId, guid)
    .map(({ priority }) => priority);
  if (priorities.length > 0) {
    return priorities.includes('critical') ? 'CRITICAL' : 'WARNING';
  }
  return alerts.conditionsFor(accountId, guid).some(({ enabled }) => enabled)
    ? 'NOT_ALERTING'
    : 'NOT_CONFIGURED';
}
