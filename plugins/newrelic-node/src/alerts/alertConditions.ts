import { z } from 'zod';
import type { AlertCondition } from '../NewRelicService';

const conditionSchema = z.object({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  type: z.enum(['STATIC', 'BASELINE', 'OUTLIER']),
  policyId: z.string(),
  targetEntity: z.string().nullish(),
  updatedAt: z.number().nullish(),
  runbookUrl: z.string().nullish(),
  nrql: z.object({ query: z.string() }),
  signal: z.object({ aggregationWindow: z.number().nullish() }).nullish(),
  expiration: z
    .object({ openViolationOnExpiration: z.boolean().nullish() })
    .nullish(),
  terms: z.array(
    z.object({
      operator: z.string(),
      priority: z.string(),
      threshold: z.number(),
      thresholdDuration: z.number(),
      thresholdOccurrences: z.string(),
    }),
  ),
  baselineDirection: z
    .enum(['LOWER_ONLY', 'UPPER_AND_LOWER', 'UPPER_ONLY'])
    .nullish(),
});

export const alertConditionsSchema = z
  .object({
    actor: z.object({
      account: z.object({
        alerts: z.object({
          nrqlConditionsSearch: z.object({
            nextCursor: z.string().nullish(),
            nrqlConditions: z.array(conditionSchema),
          }),
        }),
      }),
    }),
  })
  .transform(({ actor }) => {
    const page = actor.account.alerts.nrqlConditionsSearch;
    return {
      nextCursor: page.nextCursor ?? undefined,
      items: page.nrqlConditions,
    };
  });

/** From New Relic's shape to ours. */
export function toAlertCondition(
  condition: z.infer<typeof conditionSchema>,
  accountId: number,
): AlertCondition {
  return {
    id: condition.id,
    name: condition.name,
    accountId,
    policyId: condition.policyId,
    enabled: condition.enabled,
    type: condition.type,
    nrql: condition.nrql.query,
    targetEntity: condition.targetEntity ?? undefined,
    terms: condition.terms.map(({ thresholdDuration, ...term }) => ({
      ...term,
      thresholdDurationSeconds: thresholdDuration,
    })),
    aggregationWindowSeconds: condition.signal?.aggregationWindow ?? undefined,
    opensOnSignalLoss: condition.expiration?.openViolationOnExpiration ?? false,
    baselineDirection: condition.baselineDirection ?? undefined,
    updatedAt: condition.updatedAt ?? undefined,
    runbookUrl: condition.runbookUrl ?? undefined,
  };
}
