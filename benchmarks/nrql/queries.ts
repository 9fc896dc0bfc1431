/** NRQL as dashboards and alert conditions have it: short and long, every clause that is common. */
export const queries = [
  `SELECT count(*) FROM Transaction`,
  `SELECT count(*) AS 'requests' FROM Transaction WHERE appName = 'ledger-writer' SINCE 30 minutes ago TIMESERIES`,
  `SELECT percentage(count(*), WHERE error IS TRUE) AS 'errorRate' FROM Transaction WHERE entityGuid = 'MzgxMjA0MXxBUE18QVBQTElDQVRJT058MTIzNDU2Nzg5' AND transactionType = 'Web'`,
  `SELECT percentile(duration, 50, 95, 99) AS 'latency' FROM Transaction FACET entityGuid SINCE 1 day ago LIMIT MAX`,
  `SELECT rate(count(apm.service.transaction.duration), 1 minute) AS 'throughput' FROM Metric WHERE entity.guid IN ('a', 'b', 'c', 'd') TIMESERIES AUTO`,
  `SELECT count(apm.service.error.count) / count(apm.service.transaction.duration) * 100 AS 'error rate' FROM Metric FACET entity.name SINCE 6 hours ago COMPARE WITH 1 week ago`,
  `FROM Transaction SELECT apdex(duration, t: 0.5) AS 'apdex' WHERE appName LIKE '%gateway%' FACET CASES(WHERE httpResponseCode LIKE '5%' AS 'server', WHERE httpResponseCode LIKE '4%' AS 'client') SINCE today`,
  `SELECT filter(count(*), WHERE duration < 0.3) / count(*) * 100 AS 'fast enough', max(duration) AS 'slowest' FROM Transaction WHERE name NOT IN ('WebTransaction/Go/GET /health') AND \`request.method\` = 'POST' FACET name, host ORDER BY max(duration) LIMIT 25 SINCE '2026-11-01 00:00' UNTIL '2026-11-02 00:00' WITH TIMEZONE 'America/Sao_Paulo'`,
  `SELECT average(total) AS 'requests a minute' FROM (SELECT count(*) AS total FROM Transaction WHERE appName = 'pix-gateway' FACET dateOf(timestamp) LIMIT MAX) SINCE 7 days ago`,
  `SELECT uniqueCount(incidentId) AS 'incidents', average((closeTime - openTime) / 1000) AS 'seconds' FROM NrAiIncident WHERE event IN ('close', 'Close') AND closeCause NOT IN ('EXPIRED', 'CONDITION_DELETED') FACET \`entity.guid\`, priority SINCE 28 days ago LIMIT MAX`,
  `SELECT histogram(duration, 10, 20) FROM Transaction WHERE appName = 'card-authorizer' AND NOT error IS TRUE`,
  `SELECT latest(linesCovered) / latest(linesTotal) AS 'coverage' FROM RocketTestCoverage WHERE branch = 'main' FACET serviceGuid LIMIT MAX SINCE 30 days ago -- the newest report counts`,
  `SELECT funnel(session, WHERE pageUrl LIKE '%/cart' AS 'cart', WHERE pageUrl LIKE '%/pay' AS 'pay') FROM PageView SINCE last week`,
  `SELECT sum(if(error IS TRUE, 1, 0)) AS 'bad', count(*) AS 'valid' FROM Transaction WHERE (appName = 'a' OR appName = 'b') AND (duration > 1.5 OR \`error.class\` RLIKE r'java\\.net\\..*') TIMESERIES 5 minutes SLIDE BY 1 minute`,
  `WITH aparse(name, 'WebTransaction/*/%') AS framework FROM Transaction SELECT count(*) FACET framework, {{dimension}} SINCE 3 hours ago`,
];
