import { Incident } from '../alerts/evaluation/Incident';
import { titleOf } from '../alerts/Incidents';
import { Issue, issuesBetween } from '../alerts/issues';
import { RequestContext } from '../context';
import { DAY } from '../../telemetry';
import { Nullable } from './inputs';
import { pageOf } from './paging';
import { Resolver, ResolverMap } from './types';

const PAGE_SIZE = 100;

/** Unless a time window is given. */
const DEFAULT_WINDOW = DAY;

interface IssuesSource {
  accountId: number;
}

interface SearchArguments<Filter> {
  cursor?: string | null;
  filter?: Nullable<Filter> | null;
  timeWindow?: { startTime: number; endTime: number } | null;
}

interface IssueFilter {
  conditionIds: number[];
  contains: string;
  entityGuids: string[];
  entityTypes: string[];
  ids: string[];
  isAcknowledged: boolean;
  isCorrelated: boolean;
  mutingStates: string[];
  policyIds: number[];
  priority: string[];
  sources: string[];
  states: string[];
}

interface IncidentFilter {
  entityGuids: string[];
  entityTypes: string[];
  ids: string[];
  priority: string[];
  states: string[];
}

const issues: Resolver<IssuesSource, SearchArguments<IssueFilter>> = (
  { accountId },
  args,
  context,
) => {
  const { alerts, incidents } = context.state;
  const window = windowOf(args, context);
  const filter = args.filter ?? {};
  const found = issuesBetween({ alerts, incidents, accountId, ...window })
    .map(issue => describeIssue(issue, context))
    .filter(
      issue =>
        isOneOf(filter.ids, [issue.issueId]) &&
        isOneOf(filter.conditionIds, issue.conditionFamilyId) &&
        isOneOf(filter.policyIds, issue.policyIds) &&
        isOneOf(filter.entityGuids, issue.entityGuids) &&
        isOneOf(filter.entityTypes, issue.entityTypes) &&
        isOneOf(filter.mutingStates, [issue.mutingState]) &&
        isOneOf(filter.priority, [issue.priority]) &&
        isOneOf(filter.sources, issue.sources) &&
        isOneOf(filter.states, [issue.state]) &&
        // Nobody acknowledges here, and nothing is correlated.
        !filter.isAcknowledged &&
        !filter.isCorrelated &&
        contains(issue, filter.contains),
    );
  const { items, nextCursor } = page(found, args);
  return { issues: items, nextCursor };
};

const incidentsOf: Resolver<IssuesSource, SearchArguments<IncidentFilter>> = (
  { accountId },
  args,
  context,
) => {
  const { begin, end } = windowOf(args, context);
  const filter = args.filter ?? {};
  const found = context.state.incidents
    .between(accountId, begin, end)
    .sort((a, b) => b.openTime - a.openTime)
    .map(incident => describeIncident(incident, context))
    .filter(
      incident =>
        isOneOf(filter.ids, [incident.incidentId]) &&
        isOneOf(filter.entityGuids, [incident.entityGuids]) &&
        isOneOf(filter.entityTypes, [incident.entityTypes]) &&
        isOneOf(filter.priority, [incident.priority]) &&
        isOneOf(filter.states, [incident.state]),
    );
  const { items, nextCursor } = page(found, args);
  return { incidents: items, nextCursor };
};

function page<T>(
  found: readonly T[],
  { cursor, filter, timeWindow }: SearchArguments<unknown>,
) {
  const of = JSON.stringify([filter ?? {}, timeWindow]);
  return pageOf(found, { cursor, size: PAGE_SIZE, of });
}

function windowOf(
  { timeWindow }: SearchArguments<unknown>,
  { state }: RequestContext,
): { begin: number; end: number } {
  const now = state.clock();
  return timeWindow
    ? { begin: timeWindow.startTime, end: timeWindow.endTime }
    : { begin: now - DEFAULT_WINDOW, end: now + 1 };
}

/** Titles and names are lists; how long it took is nowhere. */
function describeIssue(
  { id, accountId, policy, incidents, createdAt, closedAt }: Issue,
  { state }: RequestContext,
) {
  const muted = incidents.filter(incident => state.incidents.isMuted(incident));
  const events = incidents.flatMap(({ openTime, closeTime = 0 }) => [
    openTime,
    closeTime,
  ]);
  const conditions = incidents.map(({ condition }) => condition);
  const targets = incidents.map(({ target }) => target);
  return {
    issueId: id,
    account: accountOf(accountId, state),
    accountIds: [accountId],
    activatedAt: createdAt,
    closedAt,
    closedBy: closedAt === undefined ? null : 'NEW_RELIC',
    conditionFamilyId: distinct(conditions.map(each => Number(each.id))),
    conditionName: distinct(conditions.map(({ name }) => name)),
    conditionProduct: ['NRQL'],
    correlationRuleDescriptions: [],
    correlationRuleIds: [],
    correlationRuleNames: [],
    createdAt,
    deepLinkUrl: [`https://one.newrelic.com/alerts/issues/${id}`],
    description: distinct(conditions.map(each => each.description ?? '')),
    entityGuids: distinct(targets.map(({ guid }) => guid)),
    entityNames: distinct(targets.map(({ name }) => name)),
    entityTypes: distinct(targets.map(({ type }) => type)),
    eventType: closedAt === undefined ? 'ISSUE_ACTIVATED' : 'ISSUE_CLOSED',
    incidentIds: incidents.map(incident => incident.id),
    isCorrelated: false,
    isIdle: false,
    mutingState: mutingStateOf(muted.length, incidents.length),
    origins: ['newrelic'],
    policyIds: policy ? [Number(policy.id)] : [],
    policyName: policy ? [policy.name] : [],
    priority: incidents.some(({ priority }) => priority === 'critical')
      ? 'CRITICAL'
      : 'HIGH',
    sources: ['newrelic'],
    state: closedAt === undefined ? 'ACTIVATED' : 'CLOSED',
    title: distinct(incidents.map(titleOf)),
    totalIncidents: incidents.length,
    updatedAt: Math.max(...events),
  };
}

function describeIncident(incident: Incident, { state }: RequestContext) {
  const { condition, target, openTime, closeTime, priority } = incident;
  return {
    incidentId: incident.id,
    account: accountOf(condition.accountId, state),
    accountIds: String(condition.accountId),
    closedAt: closeTime,
    conditionFamilyId: condition.id,
    createdAt: openTime,
    description: [condition.description ?? ''],
    entityGuids: target.guid,
    entityNames: target.name,
    entityTypes: target.type,
    policyIds: condition.policyId,
    priority: priority === 'critical' ? 'CRITICAL' : 'HIGH',
    state: closeTime === undefined ? 'CREATED' : 'CLOSED',
    timestamp: closeTime ?? openTime,
    title: titleOf(incident),
    updatedAt: closeTime ?? openTime,
  };
}

function accountOf(accountId: number, { company }: RequestContext['state']) {
  return company.newRelicAccounts.find(({ id }) => id === accountId);
}

function mutingStateOf(muted: number, all: number): string {
  if (muted === 0) {
    return 'NOT_MUTED';
  }
  return muted === all ? 'FULLY_MUTED' : 'PARTIALLY_MUTED';
}

function isOneOf<T>(
  wanted: readonly T[] | null | undefined,
  values: readonly T[],
): boolean {
  return !wanted || values.some(value => wanted.includes(value));
}

function contains(
  issue: ReturnType<typeof describeIssue>,
  part: string | null | undefined,
): boolean {
  const { title, conditionName, policyName, entityNames, issueId } = issue;
  return (
    !part ||
    [issueId, ...title, ...conditionName, ...policyName, ...entityNames].some(
      text => text.includes(part),
    )
  );
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

export const issueResolvers: ResolverMap = {
  AiIssuesAccountStitchedFields: { issues, incidents: incidentsOf },
};
