import { AlertState, Company, Service, StandardAlert } from '../../company';
import { DAY } from '../../telemetry';
import { AlertStore } from './AlertStore';
import { ConditionSettings, Expiration, SignalSettings, Term } from './types';

/** How long the company has had its alerts. */
const AGE = 200 * DAY;

/** One condition of the standard set, as the company's templates make it. */
interface Standard {
  title: string;
  type: 'STATIC' | 'BASELINE';
  query(guid: string): string;
  /** What a team turned it into that thought it knew better. */
  editedQuery(guid: string): string;
  terms(service: Service): Term[];
  editedTerms(service: Service): Term[];
  signal?: SignalSettings;
  expiration?: Expiration;
}

// The same objects for all services: there may be thousands of them.
const SIGNAL: SignalSettings = {
  aggregationWindow: 60,
  aggregationMethod: 'EVENT_FLOW',
  aggregationDelay: 120,
  fillOption: 'NONE',
};
const EXPIRATION: Expiration = {
  closeViolationsOnExpiration: false,
  ignoreOnExpectedTermination: false,
  openViolationOnExpiration: false,
};

const standards: Record<StandardAlert, Standard> = {
  'error-rate': {
    title: 'Error rate',
    type: 'STATIC',
    query: guid =>
      `SELECT percentage(count(*), WHERE error IS TRUE) AS 'errorRate' FROM Transaction WHERE entityGuid = '${guid}'`,
    editedQuery: guid =>
      `SELECT percentage(count(*), WHERE error IS TRUE) AS 'errorRate' FROM Transaction WHERE entityGuid = '${guid}' AND request.method = 'POST'`,
    terms: service => [
      above('CRITICAL', errorLimit(service), 300),
      above('WARNING', errorLimit(service) / 2, 600),
    ],
    editedTerms: () => [above('CRITICAL', 25, 900)],
  },
  latency: {
    title: 'Latency',
    type: 'STATIC',
    query: guid =>
      `SELECT percentile(duration, 95) AS 'p95' FROM Transaction WHERE entityGuid = '${guid}'`,
    editedQuery: guid =>
      `SELECT average(duration) AS 'average' FROM Transaction WHERE entityGuid = '${guid}'`,
    terms: service => [
      above('CRITICAL', (1.5 * service.objectives.p95Millis) / 1000, 300),
      above('WARNING', service.objectives.p95Millis / 1000, 600),
    ],
    editedTerms: service => [
      above('CRITICAL', (4 * service.objectives.p95Millis) / 1000, 900),
    ],
  },
  throughput: {
    title: 'Throughput drop',
    type: 'BASELINE',
    query: guid =>
      `SELECT rate(count(*), 1 minute) AS 'throughput' FROM Transaction WHERE entityGuid = '${guid}'`,
    editedQuery: guid =>
      `SELECT count(*) AS 'throughput' FROM Transaction WHERE entityGuid = '${guid}'`,
    terms: () => [above('CRITICAL', 3, 600)],
    editedTerms: () => [above('CRITICAL', 8, 1800)],
  },
  'signal-loss': {
    title: 'Loss of signal',
    type: 'STATIC',
    query: guid =>
      `SELECT count(*) AS 'requests' FROM Transaction WHERE entityGuid = '${guid}'`,
    editedQuery: guid =>
      `SELECT uniqueCount(host) AS 'hosts' FROM Transaction WHERE entityGuid = '${guid}'`,
    terms: () => [],
    editedTerms: () => [],
    expiration: {
      ...EXPIRATION,
      expirationDuration: 600,
      openViolationOnExpiration: true,
    },
  },
  'burn-rate': {
    title: 'Error budget burn',
    type: 'STATIC',
    query: guid =>
      `SELECT percentage(count(*), WHERE error IS TRUE) AS 'errorRate' FROM Transaction WHERE entityGuid = '${guid}' AND transactionType = 'Web'`,
    editedQuery: guid =>
      `SELECT percentage(count(*), WHERE error IS TRUE) AS 'errorRate' FROM Transaction WHERE entityGuid = '${guid}' AND transactionType = 'Web' AND http.statusCode != 504`,
    // 13.44: the burn that spends 2 % of a 28-day budget in an hour.
    terms: service => [
      above(
        'CRITICAL',
        round(13.44 * (100 - service.objectives.successRate)),
        3600,
      ),
    ],
    editedTerms: () => [above('CRITICAL', 10, 3600)],
    signal: { ...SIGNAL, aggregationWindow: 3600, slideBy: 300 },
  },
  saturation: {
    title: 'CPU saturation',
    type: 'STATIC',
    query: guid =>
      `SELECT average(apm.service.cpu.usertime.utilization) * 100 AS 'cpu' FROM Metric WHERE entity.guid = '${guid}'`,
    editedQuery: guid =>
      `SELECT max(apm.service.cpu.usertime.utilization) * 100 AS 'cpu' FROM Metric WHERE entity.guid = '${guid}'`,
    terms: () => [above('CRITICAL', 90, 900), above('WARNING', 80, 900)],
    editedTerms: () => [above('CRITICAL', 99, 3600)],
  },
};

/** Makes the policies and conditions that the company's services have. */
export function createStandardAlerts(options: {
  store: AlertStore;
  company: Company;
  now: number;
}): void {
  const { store, company, now } = options;
  for (const service of company.services) {
    const { appName, accountId } = service.newRelic;
    const alerts = (
      Object.entries(service.alerts) as [StandardAlert, AlertState][]
    ).filter(([, state]) => state !== 'missing');
    if (alerts.length === 0) {
      continue;
    }
    const policy = store.createPolicy(accountId, {
      name: `${appName} (standard)`,
      incidentPreference: 'PER_CONDITION_AND_TARGET',
    });
    for (const [alert, state] of alerts) {
      const standard = standards[alert];
      store.createCondition({
        policy,
        type: standard.type,
        settings: settingsOf(standard, service, state),
        createdAt: now - AGE,
        isTended: true,
      });
    }
  }
}

function settingsOf(
  standard: Standard,
  service: Service,
  state: AlertState,
): ConditionSettings {
  const { appName, entityGuid, accountId } = service.newRelic;
  const edited = state === 'edited';
  return {
    name: `${appName} · ${standard.title}`,
    enabled: state !== 'disabled',
    targetEntity: entityGuid,
    nrql: {
      query: edited
        ? standard.editedQuery(entityGuid)
        : standard.query(entityGuid),
      dataAccountId: accountId,
    },
    terms: edited ? standard.editedTerms(service) : standard.terms(service),
    signal: standard.signal ?? SIGNAL,
    expiration: standard.expiration ?? EXPIRATION,
    violationTimeLimitSeconds: 3 * 86_400,
    ...(standard.type === 'BASELINE'
      ? { baselineDirection: 'LOWER_ONLY' as const }
      : { valueFunction: 'SINGLE_VALUE' as const }),
  };
}

function above(
  priority: Term['priority'],
  threshold: number,
  thresholdDuration: number,
): Term {
  return {
    operator: 'ABOVE',
    priority,
    threshold,
    thresholdDuration,
    thresholdOccurrences: 'ALL',
  };
}

/** Ten times the share of failures that the objective allows, and never under 1 %. */
function errorLimit({ objectives }: Service): number {
  return Math.max(1, round(10 * (100 - objectives.successRate)));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
