import { Entity } from './entities';
import { NewRelicState } from './NewRelicState';

export type AlertSeverity =
  'CRITICAL' | 'WARNING' | 'NOT_ALERTING' | 'NOT_CONFIGURED';

/** The worst open incident of an entity, or whether it could have one at all. */
export type SeverityLookup = (entity: Entity) => AlertSeverity;

/** Looks at the incidents of an account once, when the first entity of it is asked for. */
export function createSeverityLookup(state: NewRelicState): SeverityLookup {
  const accounts = new Map<number, Map<string, AlertSeverity>>();
  return ({ accountId, guid }) => {
    let severities = accounts.get(accountId);
    if (!severities) {
      severities = severitiesIn(state, accountId);
      accounts.set(accountId, severities);
    }
    return severities.get(guid) ?? 'NOT_CONFIGURED';
  };
}

function severitiesIn(
  { alerts, incidents }: NewRelicState,
  accountId: number,
): Map<string, AlertSeverity> {
  const severities = new Map<string, AlertSeverity>();
  for (const { enabled, targetEntity } of alerts.conditions(accountId)) {
    if (enabled && targetEntity) {
      severities.set(targetEntity, 'NOT_ALERTING');
    }
  }
  for (const { watch, priority } of incidents.open(accountId)) {
    const { entityGuid } = watch.stream.service.newRelic;
    if (priority === 'critical') {
      severities.set(entityGuid, 'CRITICAL');
    } else if (severities.get(entityGuid) !== 'CRITICAL') {
      severities.set(entityGuid, 'WARNING');
    }
  }
  return severities;
}
