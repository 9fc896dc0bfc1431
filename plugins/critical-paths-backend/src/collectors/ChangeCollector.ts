import { nrql } from '@rocket/nrql';
import { groupBy } from '../groupBy';
import {
  events,
  type EventsResult,
  type NewRelicService,
  type NrqlQuery,
} from '@rocket/plugin-newrelic-node';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type {
  CriticalPathsStore,
  Deployment,
  Incident,
} from '../database/CriticalPathsStore';
import { failureReason } from './failureReason';

const HOUR = 3600;

/** As far back as the pages show marks, the compared week included. */
const HORIZON = 36 * 24 * HOUR;

/** Entities in one question. */
const GUIDS_A_QUERY = 100;

const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform(value =>
    value === null || value === undefined || value === ''
      ? undefined
      : String(value),
  );

const deploymentRow = z.object({
  timestamp: z.number(),
  'entity.guid': z.string(),
  version: text,
  commit: text,
  user: text,
});

const incidentRow = z.object({
  incidentId: z.union([z.string(), z.number()]).transform(String),
  'entity.guid': z.string(),
  event: z.string(),
  openTime: z.number().nullish(),
  closeTime: z.number().nullish(),
  timestamp: z.number(),
  title: text,
  priority: text,
});

/** Asks New Relic what happened to entities: deployments and incidents. */
export class ChangeCollector {
  private readonly store: CriticalPathsStore;
  private readonly newRelic: NewRelicService;

  constructor(options: {
    store: CriticalPathsStore;
    newRelic: NewRelicService;
  }) {
    this.store = options.store;
    this.newRelic = options.newRelic;
  }

  /**
   * Reads on from where each entity was read to, an hour before it, since events
   * come late; a new entity from as far back as the pages show.
   *
   * @param options - Account of each entity by GUID, and the end in seconds since the epoch.
   */
  async collect(options: {
    accounts: ReadonlyMap<string, number>;
    until: number;
    signal?: AbortSignal;
  }): Promise<void> {
    const { accounts, until, signal } = options;
    const progress = new Map(
      (await this.store.progress())
        .filter(({ resolution }) => resolution === 0)
        .map(entry => [entry.subject, entry]),
    );
    const groups = groupEntities(accounts, guid => {
      const entry = progress.get(guid);
      return entry ? entry.to - HOUR : until - HORIZON;
    });
    for (const { guids, accountId, from } of groups) {
      const { deployments, incidents } = await this.newRelic.nrqlAll(
        {
          deployments: deploymentsQuery({ guids, accountId, from, until }),
          incidents: incidentsQuery({ guids, accountId, from, until }),
        },
        { signal },
      );
      if (deployments.status === 'ok') {
        await this.store.saveDeployments(
          deployments.result.rows.map(toDeployment),
        );
      }
      if (incidents.status === 'ok') {
        await this.store.saveIncidents(toIncidents(incidents.result.rows));
      }
      const error =
        (deployments.status === 'failed' ? deployments.error : undefined) ??
        (incidents.status === 'failed' ? incidents.error : undefined);
      await this.store.saveOutcomes({
        failed: error
          ? guids.map(subject => ({
              subject,
              at: until,
              reason: failureReason(error),
            }))
          : [],
        answered: error ? [] : guids,
      });
      if (!error) {
        await this.store.saveProgress(
          guids.map(guid => ({
            subject: guid,
            resolution: 0,
            from: progress.get(guid)?.from ?? from,
            to: until,
          })),
        );
      }
    }
  }
}

interface EntityGroup {
  guids: string[];
  accountId: number;
  from: number;
}

/** Entities of one account that are read from the same moment, as many as fit in a question. */
function groupEntities(
  accounts: ReadonlyMap<string, number>,
  fromOf: (guid: string) => number,
): EntityGroup[] {
  const groups = groupBy(
    accounts,
    ([guid, accountId]) => `${accountId} ${fromOf(guid)}`,
  );
  return [...groups.values()].flatMap(members => {
    const [[first, accountId]] = members;
    const guids = members.map(([guid]) => guid);
    return Array.from(
      { length: Math.ceil(guids.length / GUIDS_A_QUERY) },
      (_, index) => ({
        guids: guids.slice(index * GUIDS_A_QUERY, (index + 1) * GUIDS_A_QUERY),
        accountId,
        from: fromOf(first),
      }),
    );
  });
}

interface ChangesQuestion extends EntityGroup {
  until: number;
}

/** New Relic keeps what its two ways to report a deployment write as events of two types. */
function deploymentsQuery({
  guids,
  accountId,
  from,
  until,
}: ChangesQuestion): NrqlQuery<EventsResult<z.infer<typeof deploymentRow>>> {
  return {
    accountId,
    result: events(deploymentRow),
    query: nrql`SELECT timestamp, entity.guid, version, commit, user FROM Deployment, ChangeTrackingEvent WHERE entity.guid IN ${guids} AND (category = 'Deployment' OR category IS NULL) SINCE ${from * 1000} UNTIL ${until * 1000} LIMIT MAX`,
  };
}

function incidentsQuery({
  guids,
  accountId,
  from,
  until,
}: ChangesQuestion): NrqlQuery<EventsResult<z.infer<typeof incidentRow>>> {
  return {
    accountId,
    result: events(incidentRow),
    query: nrql`SELECT timestamp, incidentId, event, openTime, closeTime, title, priority, entity.guid FROM NrAiIncident WHERE entity.guid IN ${guids} SINCE ${from * 1000} UNTIL ${until * 1000} LIMIT MAX`,
  };
}

function toDeployment(row: z.infer<typeof deploymentRow>): Deployment {
  const { timestamp, version, commit, user } = row;
  const guid = row['entity.guid'];
  return {
    // A deployment has no id of its own; at one moment an entity has one of a version.
    id: createHash('sha256')
      .update(JSON.stringify([guid, timestamp, version]))
      .digest('hex'),
    guid,
    at: Math.floor(timestamp / 1000),
    version,
    commit,
    user,
  };
}

/** One incident from its rows: one when it opened, one when it closed, in any order. */
function toIncidents(rows: Array<z.infer<typeof incidentRow>>): Incident[] {
  const incidents = new Map<string, Incident>();
  for (const row of rows) {
    const isClose = row.event.toLocaleLowerCase('en-US') === 'close';
    const openTime = row.openTime ?? (isClose ? undefined : row.timestamp);
    const known = incidents.get(row.incidentId);
    const opened =
      openTime === undefined ? known?.opened : Math.floor(openTime / 1000);
    if (opened === undefined) {
      // A close whose opening nobody told has no beginning to draw.
      continue;
    }
    const priority = row.priority?.toLocaleLowerCase('en-US');
    incidents.set(row.incidentId, {
      id: row.incidentId,
      guid: row['entity.guid'],
      opened,
      closed: isClose
        ? Math.floor((row.closeTime ?? row.timestamp) / 1000)
        : known?.closed,
      title: row.title ?? known?.title ?? 'Incident',
      priority:
        priority === 'critical' || priority === 'warning'
          ? priority
          : known?.priority,
    });
  }
  return [...incidents.values()];
}
