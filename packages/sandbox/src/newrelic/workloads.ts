/** What the workloads API keeps; field names are those of its schema. */

export interface Rollup {
  strategy: 'BEST_STATUS_WINS' | 'WORST_STATUS_WINS';
  thresholdType?: 'FIXED' | 'PERCENTAGE';
  thresholdValue?: number;
}

export interface WorkloadQuery {
  id: number;
  query: string;
  /** Epoch milliseconds. */
  createdAt: number;
}

export interface WorkloadRule {
  id: number;
  entityGuids: string[];
  entitySearchQueries: WorkloadQuery[];
  rollup: Rollup;
}

export interface StaticStatus {
  id: number;
  enabled: boolean;
  status: StatusValue;
  description?: string;
  summary?: string;
}

export interface Workload {
  id: number;
  description: string | undefined;
  entityGuids: string[];
  entitySearchQueries: WorkloadQuery[];
  scopeAccountIds: number[];
  automatic:
    | {
        enabled: boolean;
        rules: WorkloadRule[];
        remaining:
          { groupBy: 'ENTITY_TYPE' | 'NONE'; rollup: Rollup } | undefined;
      }
    | undefined;
  static: StaticStatus[];
  /** Epoch milliseconds. */
  createdAt: number;
  updatedAt: number;
}

/** From the best to the worst. */
const STATUSES = ['OPERATIONAL', 'DEGRADED', 'DISRUPTED'] as const;

export type StatusValue = (typeof STATUSES)[number] | 'UNKNOWN';

/** An entity of a workload, with its status. */
export interface Member {
  guid: string;
  /** Domain and type. */
  kind: string;
  status: StatusValue;
}

export interface WorkloadStatus {
  value: StatusValue;
  source: 'ROLLUP_RULE' | 'STATIC' | 'UNKNOWN' | 'WORKLOAD';
  description?: string;
  summary?: string;
}

/**
 * The status of a workload: the static one that is enabled, or the worst of
 * what its rules make of their entities.
 *
 * @param membersOf - the entities of one rule
 */
export function statusOf(
  workload: Pick<Workload, 'automatic' | 'static'>,
  members: readonly Member[],
  membersOf: (rule: WorkloadRule) => readonly Member[],
): WorkloadStatus {
  const fixed = workload.static.find(({ enabled }) => enabled);
  if (fixed) {
    const { status, description, summary } = fixed;
    return { value: status, source: 'STATIC', description, summary };
  }
  if (!workload.automatic?.enabled) {
    return { value: 'UNKNOWN', source: 'UNKNOWN' };
  }
  const { rules, remaining } = workload.automatic;
  const results: StatusValue[] = [];
  const ruled = new Set<string>();
  for (const rule of rules) {
    const group = membersOf(rule);
    group.forEach(({ guid }) => ruled.add(guid));
    results.push(rollUp(rule.rollup, group));
  }
  if (remaining) {
    const rest = members.filter(({ guid }) => !ruled.has(guid));
    const groups = Map.groupBy(rest, ({ kind }) =>
      remaining.groupBy === 'ENTITY_TYPE' ? kind : '',
    );
    for (const group of groups.values()) {
      results.push(rollUp(remaining.rollup, group));
    }
  }
  return {
    value: worst(results),
    source: results.length > 1 ? 'WORKLOAD' : 'ROLLUP_RULE',
  };
}

/** Entities whose status nobody knows say nothing. */
function rollUp(rollup: Rollup, members: readonly Member[]): StatusValue {
  const known = members
    .map(({ status }) => status)
    .filter(status => status !== 'UNKNOWN');
  if (rollup.strategy === 'BEST_STATUS_WINS') {
    return STATUSES.find(status => known.includes(status)) ?? 'UNKNOWN';
  }
  const broken = known.filter(status => status !== 'OPERATIONAL').length;
  const amount =
    rollup.thresholdType === 'PERCENTAGE'
      ? (100 * broken) / Math.max(1, members.length)
      : broken;
  const isEnough =
    !rollup.thresholdType || amount >= (rollup.thresholdValue ?? 0);
  if (!isEnough) {
    return known.length > 0 ? 'OPERATIONAL' : 'UNKNOWN';
  }
  return worst(known);
}

function worst(values: readonly StatusValue[]): StatusValue {
  return STATUSES.findLast(status => values.includes(status)) ?? 'UNKNOWN';
}
