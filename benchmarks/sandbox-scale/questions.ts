/**
 * What the portal asks of all services of an account, as its collectors do
 * (`plugins/reliability-scoreboard-backend/src/collectors`).
 */
export const questions = [
  {
    subject: 'quality of a week',
    attribute: 'entityGuid',
    query: `SELECT count(*) AS 'valid', filter(count(*), WHERE error IS TRUE) AS 'bad', percentile(duration, 95) AS 'p95' FROM Transaction WHERE entityGuid IS NOT NULL FACET entityGuid SINCE 7 days ago LIMIT MAX`,
  },
  {
    subject: 'quality of 28 days',
    attribute: 'entityGuid',
    query: `SELECT count(*) AS 'valid', filter(count(*), WHERE error IS TRUE) AS 'bad' FROM Transaction WHERE entityGuid IS NOT NULL FACET entityGuid SINCE 28 days ago LIMIT MAX`,
  },
  {
    subject: 'test coverage',
    attribute: 'serviceGuid',
    query: `SELECT latest(linesCovered) AS 'covered', latest(linesTotal) AS 'total', latest(timestamp) AS 'reportedAt' FROM RocketTestCoverage WHERE branch IN ('main', 'master') AND serviceGuid IS NOT NULL FACET serviceGuid SINCE 30 days ago LIMIT MAX`,
  },
];

/** Incidents from one moment to another, in epoch milliseconds. */
export function incidentsQuery(begin: number, end: number): string {
  return `SELECT incidentId, entity.guid, event, openTime, closeTime, closeCause, priority FROM NrAiIncident WHERE event IN ('open', 'Open', 'close', 'Close') SINCE ${begin} UNTIL ${end} LIMIT MAX`;
}

/** Of the scoreboard: everything that can be a service. */
export const entitiesQuery =
  "domain IN ('APM', 'BROWSER', 'EXT') AND type IN ('APPLICATION', 'SERVICE')";

/** Requests, failures and latency of a transaction, as the critical paths ask; times in epoch seconds. */
export function pathQuery(options: {
  guid: string;
  transaction: string;
  begin: number;
  end: number;
  /** Seconds. */
  resolution: number;
}): string {
  const { guid, transaction, begin, end, resolution } = options;
  return `SELECT count(*) AS 'valid', filter(count(*), WHERE error IS TRUE) AS 'bad', percentile(duration, 50, 95, 99) AS 'latency' FROM Transaction WHERE entityGuid = '${guid}' AND (name IN ('${transaction}')) SINCE ${begin * 1000} UNTIL ${end * 1000} TIMESERIES ${resolution} SECONDS`;
}
