import { z } from 'zod';
import type { NewRelicEntity } from '../NewRelicService';

const indicatorSchema = z
  .object({
    guid: z.string(),
    name: z.string(),
    objectives: z
      .array(
        z.object({
          target: z.number(),
          timeWindow: z.object({
            rolling: z
              .object({ count: z.number(), unit: z.string() })
              .nullish(),
          }),
        }),
      )
      .nullish(),
  })
  .transform(({ guid, name, objectives }) => ({
    guid,
    name,
    objectives: (objectives ?? []).map(({ target, timeWindow }) => ({
      target,
      rolling: timeWindow.rolling ?? undefined,
    })),
  }));

const entitySchema = z
  .object({
    guid: z.string(),
    name: z.string(),
    accountId: z.number(),
    domain: z.string(),
    type: z.string(),
    permalink: z.string().nullish(),
    reporting: z.boolean().nullish(),
    alertSeverity: z
      .enum(['CRITICAL', 'NOT_ALERTING', 'NOT_CONFIGURED', 'WARNING'])
      .nullish(),
    language: z.string().nullish(),
    tags: z
      .array(
        z.object({ key: z.string(), values: z.array(z.string()).nullish() }),
      )
      .nullish(),
    serviceLevel: z
      .object({ indicators: z.array(indicatorSchema).nullish() })
      .nullish(),
  })
  .transform((entity): NewRelicEntity => ({
    guid: entity.guid,
    name: entity.name,
    accountId: entity.accountId,
    domain: entity.domain,
    type: entity.type,
    permalink: entity.permalink ?? undefined,
    reporting: entity.reporting ?? false,
    alertSeverity: entity.alertSeverity ?? undefined,
    language: entity.language ?? undefined,
    tags: new Map(
      (entity.tags ?? []).map(({ key, values }) => [key, values ?? []]),
    ),
    serviceLevelIndicators: entity.serviceLevel?.indicators ?? [],
  }));

export const entitySearchSchema = z
  .object({
    actor: z.object({
      entitySearch: z.object({
        results: z.object({
          nextCursor: z.string().nullish(),
          // An entity that may not be read is null.
          entities: z.array(entitySchema.nullable()),
        }),
      }),
    }),
  })
  .transform(({ actor }) => ({
    nextCursor: actor.entitySearch.results.nextCursor ?? undefined,
    items: actor.entitySearch.results.entities.filter(
      entity => entity !== null,
    ),
  }));
