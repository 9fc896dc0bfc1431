import { nrql, parseNrql, printNrql } from '@rocket/nrql';
import { DAY } from '../../telemetry';
import { titleOf } from '../alerts/Incidents';
import { nerdGraphError } from '../errors';
import { EntitySource } from './entities';
import { Resolver } from './types';

/** Violations older than this are not recent. */
const RECENT = 7 * DAY;
const MOST_DEPLOYMENTS = 100;

/** What alerts told of an entity lately, the newest first. */
export const recentAlertViolations: Resolver<
  EntitySource,
  { count?: number | null }
> = ({ entity: { accountId, guid } }, { count }, { state }) => {
  const now = state.clock();
  return state.incidents
    .between(accountId, now - RECENT, now + 1, guid)
    .sort((a, b) => b.openTime - a.openTime)
    .slice(0, Math.max(0, count ?? 10))
    .map(incident => ({
      agentUrl: `https://one.newrelic.com/redirect/entity/${guid}`,
      alertSeverity: incident.priority === 'critical' ? 'CRITICAL' : 'WARNING',
      closedAt: incident.closeTime,
      label: titleOf(incident),
      level: incident.priority === 'critical' ? '3' : '2',
      openedAt: incident.openTime,
      violationId: parseInt(incident.id.slice(0, 8), 16),
      violationUrl: `https://one.newrelic.com/alerts/incidents/${incident.id}`,
    }));
};

/** NRQL of the entity's account, restricted to the entity: the query has no say in that. */
export const nrdbQuery: Resolver<
  EntitySource,
  { nrql: string; timeout?: number | null; async?: boolean | null }
> = ({ entity }, args, context) => {
  const { accountId, guid } = entity;
  const asked = parseQuery(args.nrql);
  const own = parseNrql(
    nrql`SELECT count(*) FROM any WHERE entityGuid = ${guid} OR entity.guid = ${guid}`,
  ).where!;
  const where = asked.where
    ? {
        kind: 'logical' as const,
        operator: 'AND' as const,
        left: own,
        right: asked.where,
        span: own.span,
      }
    : own;
  return context.nrql.ask({
    query: printNrql({ ...asked, where }),
    timeout: args.timeout,
    async: args.async,
    accountIds: [accountId],
    operation: context.operation,
  });
};

function parseQuery(query: string) {
  try {
    return parseNrql(query);
  } catch (error) {
    throw nerdGraphError(error instanceof Error ? error.message : query);
  }
}

interface DeploymentFilter {
  limit?: number | null;
  query?: string | null;
  timeWindow?: { startTime?: number | null; endTime?: number | null } | null;
}

/** Deployments of an entity, the newest first; those of the last seven days unless a time window is given. */
export const deploymentSearch: Resolver<
  EntitySource,
  { filter?: DeploymentFilter | null }
> = async ({ entity }, { filter }, context) => {
  const now = context.state.clock();
  const begin = filter?.timeWindow?.startTime ?? now - 7 * DAY;
  const end = filter?.timeWindow?.endTime ?? now;
  const limit = Math.min(MOST_DEPLOYMENTS, Math.max(1, filter?.limit ?? 10));
  const { results } = await context.nrql.ask({
    query: `${nrql`SELECT * FROM Deployment WHERE entity.guid = ${entity.guid} SINCE ${begin} UNTIL ${end} LIMIT ${limit}`}`,
    accountIds: [entity.accountId],
    operation: context.operation,
  });
  return {
    results: (results ?? []).map(row => ({
      ...row,
      entityGuid: entity.guid,
      deploymentId: row.deploymentId ?? null,
      deploymentType: row.deploymentType ?? 'BASIC',
    })),
  };
};
