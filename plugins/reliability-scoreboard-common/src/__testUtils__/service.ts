import type { ConditionFacts, ServiceFacts } from '../facts';
import type { DeclaredService } from '../score';
import { standardAlerts } from '../standardAlerts';

export const now = '2026-11-24T12:00:00.000Z';
export const guid = 'MTIzfEFQTXxBUFBMSUNBVElPTnw0Mg';

export function declaredService(
  overrides: Partial<DeclaredService> = {},
): DeclaredService {
  return {
    entityRef: 'component:default/limits',
    title: 'limits',
    owner: 'group:default/cards',
    tier: 1,
    lifecycle: 'production',
    type: 'service',
    language: 'java',
    clientFacing: false,
    paths: [],
    ...overrides,
  };
}

/** Conditions exactly as the standard asks for them. */
export function standardConditions(): ConditionFacts[] {
  return standardAlerts.map((definition, index) => ({
    id: String(index + 1),
    name: `limits · ${definition.title}`,
    enabled: true,
    type: definition.type,
    nrql: definition.nrql(guid),
    targetEntity: guid,
    aggregationWindowSeconds: definition.aggregationWindowSeconds ?? 60,
    opensOnSignalLoss: definition.opensOnSignalLoss ?? false,
    baselineDirection: definition.baselineDirection,
    criticalTerms: definition.opensOnSignalLoss ? 0 : 1,
  }));
}

/** A service that meets everything. */
export function goodFacts(): ServiceFacts {
  const observedAt = '2026-11-24T11:59:00.000Z';
  return {
    entity: {
      observedAt,
      value: {
        guid,
        accountId: 123,
        foundByName: false,
        known: {
          name: 'limits',
          url: 'https://one.newrelic.com/limits',
          reporting: true,
          watched: true,
          serviceLevels: [{ name: 'Success', targets: [99.9] }],
        },
      },
    },
    quality: {
      observedAt,
      value: {
        lastWeek: { valid: 100_000, bad: 10, p95Milliseconds: 120 },
        last28Days: { valid: 400_000, bad: 80 },
      },
    },
    coverage: {
      observedAt,
      value: {
        report: {
          linesTotal: 1000,
          linesCovered: 870,
          reportedAt: observedAt,
        },
      },
    },
    alerts: { observedAt, value: { conditions: standardConditions() } },
    recovery: {
      observedAt,
      value: {
        incidents: [
          {
            openedAt: 0,
            critical: true,
            closedAt: 300_000,
            closeCause: 'EVALUATOR',
          },
          {
            openedAt: 0,
            critical: true,
            closedAt: 900_000,
            closeCause: 'EVALUATOR',
          },
        ],
      },
    },
  };
}
