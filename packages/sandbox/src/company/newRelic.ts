import { ServiceDefinition } from './definition';
import { hash32 } from './random';
import {
  Call,
  Language,
  NewRelicAccount,
  NewRelicIdentity,
  Objectives,
  ServiceLevel,
  Transaction,
} from './types';

export const newRelicAccounts: NewRelicAccount[] = [
  { id: 3812041, name: 'Cordillera production' },
  { id: 3812042, name: 'Cordillera staging' },
];

/** New Relic's entity guid: base64 without padding. */
export function entityGuid(
  accountId: number,
  domain: 'APM' | 'EXT' | 'SYNTH',
  type: 'APPLICATION' | 'SERVICE_LEVEL' | 'MONITOR',
  id: number,
): string {
  return Buffer.from(`${accountId}|${domain}|${type}|${id}`)
    .toString('base64')
    .replace(/=+$/, '');
}

export function createIdentity(
  seed: string,
  service: ServiceDefinition,
): NewRelicIdentity {
  const accountId = newRelicAccounts[0].id;
  const applicationId =
    1_000_000_000 +
    (service.number ?? hash32(`${seed}\u0000app\u0000${service.name}`) % 9e8);
  return {
    accountId,
    applicationId,
    entityGuid: entityGuid(accountId, 'APM', 'APPLICATION', applicationId),
    appName: service.appName ?? service.name,
    reporting: service.character !== 'silent',
  };
}

/** What New Relic's agents call a route, by the framework the language's services use. */
export function transactionName(
  language: Language,
  method: string,
  path: string,
): string {
  switch (language) {
    case 'java':
      return `WebTransaction/SpringController${path} (${method})`;
    case 'go':
      return `WebTransaction/Go/${method} ${path}`;
    default:
      return `WebTransaction/Expressjs/${method}/${path}`;
  }
}

export function createTransactions(options: {
  service: ServiceDefinition;
  /** All services, by name: whoever is called. */
  services: ReadonlyMap<string, ServiceDefinition>;
}): Transaction[] {
  const { service, services } = options;
  return service.transactions.map(definition => {
    const [method, path] = definition.route.split(' ');
    return {
      name: transactionName(service.language, method, path),
      method,
      path,
      share: definition.share,
      latencyMillis: definition.millis,
      databaseShare: definition.database ?? 0,
      errorRate: definition.errors,
      calls: (definition.calls ?? []).map(call => createCall(services, call)),
    };
  });
}

function createCall(
  services: ReadonlyMap<string, ServiceDefinition>,
  text: string,
): Call {
  const [name, ...route] = text.split(' ');
  const callee = services.get(name);
  const wanted = route.join(' ') || callee?.transactions[0].route;
  const found = callee?.transactions.find(({ route: own }) => own === wanted);
  if (!callee || !found) {
    throw new Error(`The sample company has no service that answers '${text}'`);
  }
  const [method, path] = found.route.split(' ');
  return {
    service: name,
    transaction: transactionName(callee.language, method, path),
  };
}

const objectivesByTier: Objectives[] = [
  { successRate: 99.95, p95Millis: 300 },
  { successRate: 99.9, p95Millis: 500 },
  { successRate: 99.5, p95Millis: 1_000 },
  { successRate: 99, p95Millis: 2_000 },
];

export function createObjectives(service: ServiceDefinition): Objectives {
  const standard = objectivesByTier[service.tier];
  return { ...standard, p95Millis: service.p95Millis ?? standard.p95Millis };
}

export function createServiceLevels(
  seed: string,
  service: ServiceDefinition,
): ServiceLevel[] {
  const { successRate, p95Millis } = createObjectives(service);
  const accountId = newRelicAccounts[0].id;
  return service.serviceLevels.map((indicator, index) => {
    const id =
      service.number === undefined
        ? hash32(`${seed}\u0000level\u0000${service.name}\u0000${indicator}`) %
          9e6
        : 2 * service.number + index;
    return {
      guid: entityGuid(accountId, 'EXT', 'SERVICE_LEVEL', id),
      name:
        indicator === 'success'
          ? `${service.name} · Success`
          : `${service.name} · Latency under ${p95Millis} ms`,
      indicator,
      target: indicator === 'success' ? successRate : 95,
      days: 28,
    };
  });
}
