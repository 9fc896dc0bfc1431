import { nrql } from '@rocket/nrql';
import {
  events,
  type EventsResult,
  type NrqlQuery,
} from '@rocket/plugin-newrelic-node';
import type {
  Incident,
  RecoveryFacts,
} from '@rocket/plugin-reliability-scoreboard-common';
import { z } from 'zod';
import {
  largestAnswer,
  type CollectOptions,
  type Collector,
} from './Collector';

const dayMillis = 24 * 60 * 60 * 1000;
const days = 28;
/** One query a week: 20,000 rows a request before any week must be halved. */
const windows = 4;

const row = z.object({
  incidentId: z.union([z.string(), z.number()]).transform(String),
  'entity.guid': z.string().nullish(),
  event: z.string(),
  openTime: z.number(),
  closeTime: z.number().nullish(),
  closeCause: z.string().nullish(),
  priority: z.string().nullish(),
});
type Row = z.infer<typeof row>;

/** Epoch milliseconds; begin is inside, end is not. */
interface Window {
  begin: number;
  end: number;
}

/** Every incident of 28 days: a row when it opened, another when it closed. */
export const recoveryCollector: Collector<RecoveryFacts> = {
  absent: { incidents: [] },

  async collect(options) {
    const end = options.now;
    const width = (days * dayMillis) / windows;
    const rows = await readRows(
      options,
      Array.from({ length: windows }, (_, index) => ({
        begin: end - (index + 1) * width,
        end: end - index * width,
      })),
    );
    return byEntity(rows);
  },
};

/** Halves windows that hold more rows than New Relic gives, so that none is lost. */
async function readRows(
  options: CollectOptions,
  asked: Window[],
): Promise<Row[]> {
  const { newRelic, signal } = options;
  const answers = await newRelic.nrqlAll(
    Object.fromEntries(
      asked.map((window, index) => [index, queryOf(options, window)]),
    ),
    { signal },
  );
  const rows: Row[] = [];
  const tooFull: Window[] = [];
  for (const [index, window] of asked.entries()) {
    const answer = answers[index];
    if (answer.status === 'failed') {
      throw answer.error;
    }
    if (
      answer.result.rows.length >= largestAnswer &&
      window.end - window.begin > 1
    ) {
      const middle = Math.floor((window.begin + window.end) / 2);
      tooFull.push(
        { begin: window.begin, end: middle },
        { begin: middle, end: window.end },
      );
    } else {
      rows.push(...answer.result.rows);
    }
  }
  return tooFull.length > 0
    ? [...rows, ...(await readRows(options, tooFull))]
    : rows;
}

function queryOf(
  { accountId, guid }: CollectOptions,
  { begin, end }: Window,
): NrqlQuery<EventsResult<Row>> {
  const of =
    guid === undefined
      ? nrql.raw('')
      : nrql.raw(nrql`AND entity.guid = ${guid}`);
  return {
    query: nrql`SELECT incidentId, entity.guid, event, openTime, closeTime, closeCause, priority FROM NrAiIncident WHERE event IN ('open', 'Open', 'close', 'Close') ${of} SINCE ${begin} UNTIL ${end} LIMIT MAX`,
    result: events(row),
    accountId,
  };
}

function byEntity(rows: Row[]): Map<string, RecoveryFacts> {
  const incidents = new Map<string, { guid: string; incident: Incident }>();
  for (const event of rows) {
    const guid = event['entity.guid'];
    if (!guid) {
      continue;
    }
    const critical = event.priority?.toLowerCase() === 'critical';
    const closed =
      event.event.toLowerCase() === 'close' &&
      typeof event.closeTime === 'number';
    if (closed) {
      incidents.set(event.incidentId, {
        guid,
        incident: {
          openedAt: event.openTime,
          critical,
          closedAt: event.closeTime ?? undefined,
          closeCause: event.closeCause ?? undefined,
        },
      });
    } else if (!incidents.has(event.incidentId)) {
      incidents.set(event.incidentId, {
        guid,
        incident: { openedAt: event.openTime, critical },
      });
    }
  }
  const facts = new Map<string, RecoveryFacts>();
  const inOrder = [...incidents.values()].sort(
    (a, b) => a.incident.openedAt - b.incident.openedAt,
  );
  for (const { guid, incident } of inOrder) {
    const own = facts.get(guid) ?? { incidents: [] };
    own.incidents.push(incident);
    facts.set(guid, own);
  }
  return facts;
}
