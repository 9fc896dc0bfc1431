import { DAY } from '../../telemetry';
import { AlertStore } from './AlertStore';
import { Incident, stableUuid } from './evaluation/Incident';
import { Incidents } from './Incidents';
import { Policy } from './types';

/** Incidents that New Relic tells people of together. */
export interface Issue {
  id: string;
  accountId: number;
  policy: Policy | undefined;
  /** Oldest first; at least one. */
  incidents: Incident[];
  createdAt: number;
  /** Undefined while one of the incidents is open. */
  closedAt: number | undefined;
}

/** Issues may have begun so long before they are asked for. */
const LOOKED_BACK = 7 * DAY;

/**
 * The issues of an account that were open at some time from `begin` to `end`,
 * the newest first. The policy says which incidents belong together: all of
 * it, those of a condition, or those of a condition and what it is about. An
 * incident joins the issue that is open when it opens.
 */
export function issuesBetween(options: {
  alerts: AlertStore;
  incidents: Incidents;
  accountId: number;
  begin: number;
  end: number;
}): Issue[] {
  const { alerts, incidents, accountId, begin, end } = options;
  const found: Issue[] = [];
  const latest = new Map<string, Issue>();
  const known = incidents
    .between(accountId, begin - LOOKED_BACK, end)
    .sort((a, b) => a.openTime - b.openTime);
  for (const incident of known) {
    const policy = alerts.policy(accountId, incident.condition.policyId);
    const group = groupOf(incident, policy);
    const issue = latest.get(group);
    if (issue && (issue.closedAt ?? Infinity) >= incident.openTime) {
      issue.incidents.push(incident);
      issue.closedAt = laterOf(issue.closedAt, incident.closeTime);
    } else {
      const created: Issue = {
        id: stableUuid('issue', group, incident.openTime),
        accountId,
        policy,
        incidents: [incident],
        createdAt: incident.openTime,
        closedAt: incident.closeTime,
      };
      latest.set(group, created);
      found.push(created);
    }
  }
  return found.filter(({ closedAt = Infinity }) => closedAt >= begin).reverse();
}

function groupOf(
  { condition, target }: Incident,
  policy: Policy | undefined,
): string {
  switch (policy?.incidentPreference) {
    case 'PER_POLICY':
      return policy.id;
    case 'PER_CONDITION':
      return condition.id;
    default:
      return `${condition.id} ${target.guid} ${target.name}`;
  }
}

/** Undefined is still to come. */
function laterOf(
  a: number | undefined,
  b: number | undefined,
): number | undefined {
  return a === undefined || b === undefined ? undefined : Math.max(a, b);
}
