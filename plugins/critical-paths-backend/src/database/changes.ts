import type { Knex } from 'knex';
import type { Deployment, Incident, Interval } from './CriticalPathsStore';
import {
  toDeployment,
  toIncident,
  type DeploymentRow,
  type IncidentRow,
} from './rows';
import { upsert } from './upsert';

export async function saveDeployments(
  client: Knex,
  deployments: readonly Deployment[],
): Promise<void> {
  const rows = deployments.map(({ version, commit, user, ...rest }) => ({
    ...rest,
    version: version ?? null,
    commit: commit ?? null,
    user: user ?? null,
  }));
  await upsert(client, 'deployment', rows, { key: ['id'] });
}

/** Deployments of some entities within an interval, oldest first. */
export async function readDeployments(
  client: Knex,
  { guids, interval }: { guids: readonly string[]; interval: Interval },
): Promise<Deployment[]> {
  const rows = await client<DeploymentRow>('deployment')
    .whereIn('guid', guids)
    .where('at', '>=', interval.begin)
    .where('at', '<', interval.end)
    .orderBy([{ column: 'at' }, { column: 'id' }]);
  return rows.map(toDeployment);
}

export async function saveIncidents(
  client: Knex,
  incidents: readonly Incident[],
): Promise<void> {
  const rows = incidents.map(({ closed, priority, ...rest }) => ({
    ...rest,
    closed: closed ?? null,
    priority: priority ?? null,
  }));
  await upsert(client, 'incident', rows, { key: ['id'] });
}

/** Incidents of some entities that were open at some time of an interval, oldest first. */
export async function readIncidents(
  client: Knex,
  { guids, interval }: { guids: readonly string[]; interval: Interval },
): Promise<Incident[]> {
  const rows = await client<IncidentRow>('incident')
    .whereIn('guid', guids)
    .where('opened', '<', interval.end)
    .where(query =>
      query.whereNull('closed').orWhere('closed', '>=', interval.begin),
    )
    .orderBy([{ column: 'opened' }, { column: 'id' }]);
  return rows.map(toIncident);
}
