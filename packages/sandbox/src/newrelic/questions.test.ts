/**
 * The questions that a scoreboard and critical paths ask, as NRQL over the
 * wire, against what the company is known to be like.
 */
import { DAY, HOUR, MINUTE, Story } from '../telemetry';
import { NOW, useNewRelic } from './testing/useNewRelic';

const { client, company, guidOf, serviceNamed } = useNewRelic({
  every: 'file',
  latencyMillis: 1,
});
const story = Story.create(company);
const reporting = company.services.filter(({ newRelic }) => newRelic.reporting);

describe('service quality', () => {
  it('tells the error rate of every service that reports, in one question', async () => {
    const rows = await client.nrql<{
      facet: string;
      errorRate: number;
      requests: number;
    }>(
      "SELECT percentage(count(*), WHERE error IS TRUE) AS 'errorRate', count(*) AS requests FROM Transaction FACET entityGuid SINCE 7 days ago LIMIT MAX",
    );
    expect(rows.map(({ facet }) => facet).sort()).toEqual(
      reporting.map(({ newRelic }) => newRelic.entityGuid).sort(),
    );
    for (const { errorRate, requests } of rows) {
      expect(requests).toBeGreaterThan(0);
      expect(errorRate).toBeGreaterThanOrEqual(0);
      expect(errorRate).toBeLessThan(12);
    }
    const rates = new Map(
      rows.map(({ facet, errorRate }) => [facet, errorRate]),
    );
    expect(rates.get(guidOf('limits'))).toBeLessThan(0.1);
    // The Web filter of the standard burn-rate condition changes nothing.
    const [web] = await client.nrql(
      `SELECT percentage(count(*), WHERE error IS TRUE) AS 'errorRate' FROM Transaction WHERE entityGuid = '${guidOf('limits')}' AND transactionType = 'Web' SINCE 7 days ago`,
    );
    expect(web.errorRate).toBe(rates.get(guidOf('limits')));
  });

  it('agrees with the golden metrics', async () => {
    const where = `= '${guidOf('payment-orchestrator')}' SINCE 1 day ago`;
    const [transactions] = await client.nrql<Record<string, number>>(
      `SELECT percentage(count(*), WHERE error IS TRUE) AS errorRate, rate(count(*), 1 minute) AS throughput, average(duration) * 1000 AS millis FROM Transaction WHERE entityGuid ${where}`,
    );
    const [metrics] = await client.nrql<Record<string, number>>(
      `SELECT count(apm.service.error.count) / count(apm.service.transaction.duration) * 100 AS errorRate, rate(count(apm.service.transaction.duration), 1 minute) AS throughput, average(apm.service.transaction.duration) * 1000 AS millis FROM Metric WHERE entity.guid ${where}`,
    );
    expect(metrics.errorRate).toBeCloseTo(transactions.errorRate, 9);
    expect(metrics.throughput).toBeCloseTo(transactions.throughput, 6);
    expect(metrics.millis / transactions.millis).toBeGreaterThan(0.97);
    expect(metrics.millis / transactions.millis).toBeLessThan(1.03);
  });

  it('tells percentiles in order, near what the services are like', async () => {
    const rows = await client.nrql<{
      facet: string;
      p: Record<'50' | '95' | '99', number>;
    }>(
      'SELECT percentile(duration, 50, 95, 99) AS p FROM Transaction FACET entityGuid SINCE 7 days ago LIMIT MAX',
    );
    expect(rows).toHaveLength(reporting.length);
    for (const { p } of rows) {
      expect(p['50']).toBeLessThan(p['95']);
      expect(p['95']).toBeLessThan(p['99']);
    }
    const limits = rows.find(({ facet }) => facet === guidOf('limits'))!;
    const [transaction] = serviceNamed('limits').transactions;
    expect(limits.p['50']).toBeGreaterThan(transaction.latencyMillis / 1000);
    expect(limits.p['50']).toBeLessThan(
      (1.5 * transaction.latencyMillis) / 1000,
    );
  });

  it('gives nothing for who does not report: no data is not zero', async () => {
    await expect(
      client.nrql(
        `SELECT percentage(count(*), WHERE error IS TRUE) AS e, percentile(duration, 95) AS p, count(*) AS n FROM Transaction WHERE entityGuid = '${guidOf('atm-switch')}'`,
      ),
    ).resolves.toMatchObject([{ e: null, n: 0 }]);
  });
});

describe('time to recover', () => {
  it('is asked of closed incidents only', async () => {
    const rows = await client.nrql<{
      'entity.guid': string;
      n: number;
      p: Record<'50' | '90', number>;
      mean: number;
    }>(
      "SELECT count(*) AS n, percentile((closeTime - openTime) / 1000, 50, 90) AS p, average((closeTime - openTime) / 1000) AS mean FROM NrAiIncident WHERE event IN ('close', 'Close') AND closeCause NOT IN ('EXPIRED', 'CONDITION_DELETED', 'CONDITION_DISABLED', 'CONDITION_MODIFIED') FACET entity.guid SINCE 28 days ago LIMIT MAX",
    );
    expect(rows.length).toBeGreaterThan(20);
    for (const { n, p, mean } of rows) {
      expect(n).toBeGreaterThan(0);
      expect(p['50']).toBeGreaterThan(60);
      expect(p['50']).toBeLessThanOrEqual(p['90']);
      expect(mean).toBeLessThan(3 * 86_400);
    }
    const causes = await client.nrql<{ facet: string }>(
      "SELECT count(*) FROM NrAiIncident WHERE event = 'close' FACET closeCause SINCE 28 days ago",
    );
    expect(causes.map(({ facet }) => facet)).toEqual(
      expect.arrayContaining(['EVALUATOR', 'EXPIRED', 'CONDITION_MODIFIED']),
    );
  });
});

describe('coverage and deployments', () => {
  it('tell the latest of each service that reports any', async () => {
    const rows = await client.nrql<{
      facet: string;
      covered: number;
      total: number;
    }>(
      'SELECT latest(linesCovered) AS covered, latest(linesTotal) AS total FROM RocketTestCoverage FACET serviceGuid SINCE 28 days ago LIMIT MAX',
    );
    const expected = reporting.filter(({ testCoverage }) => testCoverage);
    expect(rows).toHaveLength(expected.length);
    for (const { newRelic, testCoverage } of expected) {
      const row = rows.find(({ facet }) => facet === newRelic.entityGuid)!;
      const percentage = (100 * row.covered) / row.total;
      expect(Math.abs(percentage - testCoverage!.percentage)).toBeLessThan(1.5);
    }
  });

  it('agree with the schedule', async () => {
    const service = serviceNamed('ledger-writer');
    const rows = await client.nrql<{ timestamp: number; version: string }>(
      `SELECT timestamp, version, commit, user FROM Deployment WHERE entity.guid = '${service.newRelic.entityGuid}' SINCE 14 days ago LIMIT MAX`,
    );
    expect(rows.map(({ timestamp }) => timestamp).sort()).toEqual(
      story
        .deployments(service, NOW - 14 * DAY, NOW)
        .map(({ time }) => time)
        .sort(),
    );
  });
});

describe('critical paths', () => {
  const entry =
    "appName = 'api-gateway' AND name = 'WebTransaction/Go/POST /v1/authorizations'";

  it('have an answer for every minute of six hours', async () => {
    const rows = await client.nrql<{
      beginTimeSeconds: number;
      endTimeSeconds: number;
      n: number;
      ok: number;
    }>(
      `SELECT count(*) AS n, percentage(count(*), WHERE error IS NOT TRUE) AS ok FROM Transaction WHERE ${entry} TIMESERIES 1 minute SINCE 6 hours ago`,
    );
    expect(rows).toHaveLength(360);
    const [{ beginTimeSeconds: begin }] = rows;
    for (const [index, row] of rows.entries()) {
      expect(row.beginTimeSeconds).toBe(begin + index * 60);
      expect(row.endTimeSeconds).toBe(begin + (index + 1) * 60);
      expect(row.n).toBeGreaterThan(1000);
      expect(row.ok).toBeGreaterThan(10);
    }
    const [total] = await client.nrql(
      `SELECT count(*) AS n FROM Transaction WHERE ${entry} SINCE 6 hours ago`,
    );
    expect(rows.reduce((sum, { n }) => sum + n, 0)).toBe(total.n);
  });

  it('slow down where ledger-writer does, right after its deployment', async () => {
    const [deployment] = story
      .deployments(serviceNamed('ledger-writer'), NOW - 3 * DAY, NOW - DAY)
      .slice(-1);
    const p95 = async (appName: string, since: number, until: number) => {
      const [row] = await client.nrql<{ p: { '95': number } }>(
        `SELECT percentile(duration, 95) AS p FROM Transaction WHERE appName = '${appName}' SINCE ${since} UNTIL ${until}`,
      );
      return row.p['95'];
    };
    const { time } = deployment;
    for (const [appName, factor] of [
      ['ledger-writer', 2],
      ['card-authorizer', 1.1],
      ['api-gateway', 1.05],
    ] as const) {
      const before = await p95(appName, time - 20 * MINUTE, time);
      const after = await p95(appName, time + 5 * MINUTE, time + 25 * MINUTE);
      expect(after / before).toBeGreaterThan(factor);
    }
  });

  it('wait for their calls, and longer when these are slow', async () => {
    const [row] = await client.nrql<Record<string, number>>(
      "SELECT count(*) AS n, filter(count(*), WHERE externalDuration IS NOT NULL) AS calling, average(duration) AS mean, average(externalDuration) AS external FROM Transaction WHERE appName = 'card-authorizer' AND name = 'WebTransaction/SpringController/v1/authorizations (POST)'",
    );
    expect(row.calling).toBe(row.n);
    expect(row.external).toBeGreaterThan(0.1 * row.mean);
    expect(row.external).toBeLessThan(row.mean);
    const [leaf] = await client.nrql(
      "SELECT count(externalDuration) AS calling FROM Transaction WHERE appName = 'limits'",
    );
    expect(leaf.calling).toBe(0);
  });

  it('compare today with the week before', async () => {
    const rows = await client.nrql<{ n: number; comparison: string }>(
      `SELECT count(*) AS n FROM Transaction WHERE ${entry} SINCE 1 hour ago COMPARE WITH 1 week ago`,
    );
    expect(rows.map(({ comparison }) => comparison)).toEqual([
      'current',
      'previous',
    ]);
    const ratio = rows[0].n / rows[1].n;
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.25);
  });

  it('move with the hour', async () => {
    const rows = await client.nrql<{ beginTimeSeconds: number; n: number }>(
      `SELECT count(*) AS n FROM Transaction WHERE ${entry} TIMESERIES 1 hour SINCE '2026-11-18 03:00:00' UNTIL '2026-11-19 03:00:00'`,
    );
    expect(rows).toHaveLength(24);
    const localHour = (index: number) =>
      new Date(rows[index].beginTimeSeconds * 1000 - 3 * HOUR).getUTCHours();
    const busiest = rows.reduce(
      (best, { n }, index) => (n > rows[best].n ? index : best),
      0,
    );
    const quietest = rows.reduce(
      (best, { n }, index) => (n < rows[best].n ? index : best),
      0,
    );
    expect(localHour(busiest)).toBeGreaterThanOrEqual(18);
    expect(localHour(busiest)).toBeLessThanOrEqual(20);
    expect(localHour(quietest)).toBeLessThanOrEqual(5);
  });

  it('are seen from outside as well', async () => {
    const rows = await client.nrql<{ facet: string; up: number }>(
      "SELECT percentage(count(*), WHERE result = 'SUCCESS') AS up, average(duration) AS millis FROM SyntheticCheck FACET monitorName SINCE 28 days ago LIMIT MAX",
    );
    expect(rows).toHaveLength(
      reporting.filter(({ clientFacing }) => clientFacing).length,
    );
    for (const { up } of rows) {
      expect(up).toBeGreaterThan(90);
      expect(up).toBeLessThanOrEqual(100);
    }
  });
});
