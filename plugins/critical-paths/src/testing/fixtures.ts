import type {
  ComparedNumbers,
  Line,
  PathDetail,
  PathList,
  PathSummary,
  Series,
  StepDetail,
  StepSummary,
  TimeAxis,
  WindowNumbers,
} from '@rocket/plugin-critical-paths-common';

/*
 * Answers of the back end for tests: one day in quarters of an hour, in which
 * ledger-writer is slow from 10:31 UTC on and says nothing from 03:00 to 04:00.
 */

const begin = Date.parse('2026-11-23T13:45:00Z');
const bucketSeconds = 900;
const length = 96;

export const axis: TimeAxis = {
  begin: new Date(begin).toISOString(),
  end: new Date(begin + length * bucketSeconds * 1000).toISOString(),
  bucketSeconds,
  length,
};

/** Gaps and the slow hours, by the time of day in hours UTC. */
function line(value: (hour: number) => number, before = 0.9): Line {
  const hours = Array.from({ length }, (_, index) => {
    const time = new Date(begin + index * bucketSeconds * 1000);
    return time.getUTCHours() + time.getUTCMinutes() / 60;
  });
  return {
    current: hours.map(hour => (hour >= 3 && hour < 4 ? null : value(hour))),
    previous: hours.map(hour => Math.min(value(8), value(hour)) * before),
  };
}

const isSlow = (hour: number) => hour >= 10.5 && hour < 13.5;
const swing = (hour: number) => 1 + 0.4 * Math.sin(((hour - 9) / 12) * Math.PI);

export function series(scale = 1): Series {
  const latency = (base: number) =>
    line(hour => base * scale * swing(hour) * (isSlow(hour) ? 2.4 : 1));
  return {
    uptime: line(hour => (isSlow(hour) && hour < 11 ? 0.994 : 1), 1),
    throughput: line(hour => 128_000 * scale * swing(hour)),
    errorRate: line(hour => 0.0008 * swing(hour) * (isSlow(hour) ? 6 : 1)),
    latency: { p50: latency(60), p95: latency(190), p99: latency(420) },
  };
}

export function windowNumbers(part?: Partial<WindowNumbers>): WindowNumbers {
  return {
    validRequests: 3_100_000,
    badRequests: 8_990,
    successRate: 0.9971,
    errorRate: 0.0029,
    throughput: 129_166,
    uptime: 0.99982,
    minutes: { up: 1372, down: 8, unknown: 60 },
    latency: { p50: 92, p95: 480, p99: 1210 },
    tooFewEvents: false,
    ...part,
  };
}

export function numbers(part?: Partial<WindowNumbers>): ComparedNumbers {
  return {
    current: windowNumbers(part),
    previous: windowNumbers({
      errorRate: 0.0009,
      latency: { p50: 58, p95: 212, p99: 470 },
      throughput: 118_000,
      uptime: 1,
      minutes: { up: 1440, down: 0, unknown: 0 },
    }),
  };
}

export function pathSummary(part?: Partial<PathSummary>): PathSummary {
  return {
    entityRef: 'criticalpath:default/card-authorization',
    namespace: 'default',
    name: 'card-authorization',
    title: 'Card authorization',
    owner: 'group:default/cards',
    domain: 'domain:default/issuing',
    objectives: { successRate: 99.9, latency: { p95: 300 } },
    downBelow: 95,
    status: 'degraded',
    statusSince: '2026-11-24T10:31:00.000Z',
    reason:
      'ledger-writer answers slowly since its deployment v2.14 at 10:29; 81 % of the added time is there.',
    headline: numbers(),
    budget: {
      target: 99.9,
      validRequests: 86_000_000,
      badRequests: 70_520,
      remaining: 0.18,
      burnRate: 2.9,
      secondsLeft: 111_600,
      tooFewEvents: false,
    },
    burnAlerts: [],
    series: series(),
    marks: [
      {
        type: 'deployment',
        id: 'deployment-1',
        at: '2026-11-24T10:29:00.000Z',
        component: 'component:default/ledger-writer',
        stepIds: ['ledger'],
        version: 'v2.14',
        user: 'ana.souza',
      },
      {
        type: 'incident',
        id: 'incident-1',
        at: '2026-11-24T10:38:00.000Z',
        closedAt: '2026-11-24T13:26:00.000Z',
        component: 'component:default/ledger-writer',
        stepIds: ['ledger'],
        title: 'Latency of ledger-writer is over its threshold',
        priority: 'critical',
      },
    ],
    slowestStep: { stepId: 'ledger', title: 'ledger-writer', share: 0.81 },
    freshness: { observedAt: '2026-11-24T13:39:00.000Z', stale: false },
    ...part,
  };
}

export function pathList(part?: Partial<PathList>): PathList {
  return {
    range: '24h',
    axis,
    paths: [
      pathSummary(),
      pathSummary({
        entityRef: 'criticalpath:default/instant-payments',
        name: 'instant-payments',
        title: 'Instant payments',
        status: 'healthy',
        statusSince: undefined,
        reason: 'All 5 required steps work.',
        concern:
          'The error budget of the last 28 days is overspent by 77 %; 10 % of its failures are of the last 3 days.',
        headline: numbers({
          errorRate: 0.0004,
          latency: { p50: 40, p95: 120, p99: 300 },
        }),
        series: series(0.4),
        marks: [],
        slowestStep: { stepId: 'pix', title: 'pix-gateway', share: 0.44 },
      }),
    ],
    ...part,
  };
}

export function stepSummary(part?: Partial<StepSummary>): StepSummary {
  return {
    id: 'ledger',
    title: 'ledger-writer',
    component: 'component:default/ledger-writer',
    requirement: 'required',
    after: ['fraud', 'limits'],
    isEntry: false,
    transactions: ['WebTransaction/SpringController/v1/entries (POST)'],
    status: 'degraded',
    statusSince: '2026-11-24T10:31:00.000Z',
    reason: 'p95 latency 420 ms is three times that of the week before.',
    numbers: numbers(),
    latencyShare: 0.81,
    freshness: { observedAt: '2026-11-24T13:39:00.000Z', stale: false },
    links: { newRelic: 'https://one.newrelic.com/redirect/entity/abc' },
    ...part,
  };
}

function healthyStep(
  id: string,
  name: string,
  after: string[],
  part?: Partial<StepSummary>,
): StepSummary {
  return stepSummary({
    id,
    title: name,
    component: `component:default/${name}`,
    after,
    status: 'healthy',
    statusSince: undefined,
    reason: undefined,
    latencyShare: 0.04,
    ...part,
  });
}

export function pathDetail(part?: Partial<PathDetail>): PathDetail {
  return {
    range: '24h',
    axis,
    path: pathSummary(),
    steps: [
      healthyStep('gateway', 'api-gateway', [], { isEntry: true }),
      healthyStep('authorizer', 'card-authorizer', ['gateway']),
      healthyStep('fraud', 'fraud-scorer', ['authorizer'], {
        groupId: 'checks',
      }),
      healthyStep('limits', 'limits', ['authorizer'], { groupId: 'checks' }),
      stepSummary(),
      healthyStep('issuer', 'issuer-connector', ['ledger'], {
        status: 'unknown',
        latencyShare: undefined,
      }),
      healthyStep('notify', 'notification-sender', ['authorizer'], {
        requirement: 'asynchronous',
        latencyShare: undefined,
      }),
    ],
    groups: [{ id: 'checks', require: 2, steps: ['fraud', 'limits'] }],
    designCeiling: 0.9972,
    verdict:
      'Success rate 99.71 % is under the 99.9 % that the path promises, over the last 24 hours.',
    ...part,
  };
}

export function stepDetail(part?: Partial<StepDetail>): StepDetail {
  const { marks } = pathSummary();
  return {
    range: '24h',
    axis,
    path: pathSummary(),
    step: stepSummary(),
    series: series(0.8),
    transactions: [
      {
        name: 'WebTransaction/SpringController/v1/entries (POST)',
        numbers: numbers(),
        series: series(0.8),
      },
    ],
    marks,
    nrql: {
      accountId: 3812041,
      query: "SELECT count(*) FROM Transaction WHERE entityGuid = 'G'",
    },
    ...part,
  };
}
