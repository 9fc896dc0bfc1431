import {
  scoreService,
  type DeclaredService,
  type Score,
  type ServiceFacts,
} from '@rocket/plugin-reliability-scoreboard-common';
import { noFacts } from '../database/FactStore';

/** A score as the domain computes it, of a service about which little is known. */
export function scoreOf(
  name: string,
  options: {
    service?: Partial<DeclaredService>;
    facts?: Partial<ServiceFacts>;
    now?: string;
  } = {},
): Score {
  return scoreService({
    service: {
      entityRef: `component:default/${name}`,
      title: name,
      owner: 'group:default/cards',
      tier: 2,
      lifecycle: 'production',
      type: 'service',
      language: 'java',
      clientFacing: false,
      paths: [],
      ...options.service,
    },
    facts: { ...noFacts(), ...options.facts },
    now: options.now ?? '2026-11-24T12:00:00.000Z',
  });
}

/** Facts of a service whose success rate is known. */
export function succeeding(ratio: number): Partial<ServiceFacts> {
  const valid = 10_000;
  const bad = Math.round(valid * (1 - ratio));
  return {
    quality: {
      observedAt: '2026-11-24T11:59:00.000Z',
      value: {
        lastWeek: { valid, bad, p95Milliseconds: 100 },
        last28Days: { valid, bad },
      },
    },
  };
}

/** Facts of an experiment that reaches Bronze: it is known and reports. */
export function known(name: string): Partial<ServiceFacts> {
  const observedAt = '2026-11-24T11:59:00.000Z';
  const guid = Buffer.from(`1|APM|APPLICATION|${name}`).toString('base64url');
  return {
    entity: {
      observedAt,
      value: {
        guid,
        accountId: 1,
        foundByName: false,
        known: { name, reporting: true, watched: true, serviceLevels: [] },
      },
    },
    alerts: {
      observedAt,
      value: {
        conditions: [
          {
            id: '1',
            name: `${name} · Error rate`,
            enabled: true,
            type: 'STATIC',
            nrql: `SELECT percentage(count(*), WHERE error IS TRUE) FROM Transaction WHERE entityGuid = '${guid}'`,
            opensOnSignalLoss: false,
            criticalTerms: 1,
          },
        ],
      },
    },
  };
}
