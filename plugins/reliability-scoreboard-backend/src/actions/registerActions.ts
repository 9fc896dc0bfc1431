import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  formatMeasure,
  levels,
  scoreboardReadPermission,
} from '@rocket/plugin-reliability-scoreboard-common';
import type { Scoreboard } from '../service/Scoreboard';

const readOnly = { readOnly: true, destructive: false, idempotent: true };

/** What automation and assistants can ask, also over MCP. */
export function registerActions(options: {
  registry: ActionsRegistryService;
  scoreboard: Scoreboard;
}): void {
  const { registry, scoreboard } = options;

  registry.register({
    name: 'list-scores',
    title: 'List reliability scores',
    description:
      'Lists services with their reliability level (gold, silver, bronze or none) and the outcome of each dimension. Filter by owner, level or words.',
    visibilityPermission: scoreboardReadPermission,
    attributes: readOnly,
    schema: {
      input: z =>
        z.object({
          owner: z
            .string()
            .optional()
            .describe('Reference of the owner, such as group:default/cards'),
          level: z.enum([...levels, 'none']).optional(),
          search: z.string().optional().describe('Words in title or owner'),
          limit: z.number().int().min(1).max(500).optional(),
        }),
      output: z =>
        z.object({
          totalItems: z.number(),
          services: z.array(
            z.object({
              entityRef: z.string(),
              owner: z.string().optional(),
              level: z.string(),
              effectiveTier: z.number(),
              quality: z.string(),
              coverage: z.string(),
              alerts: z.string(),
              recovery: z.string(),
            }),
          ),
        }),
    },
    action: async ({ input }) => {
      const { items, totalItems } = await scoreboard.list({
        owner: input.owner ? [input.owner] : undefined,
        level: input.level ? [input.level] : undefined,
        search: input.search,
        limit: input.limit,
      });
      return {
        output: {
          totalItems,
          services: items.map(item => ({
            entityRef: item.entityRef,
            owner: item.owner,
            level: item.level ?? 'none',
            effectiveTier: item.effectiveTier,
            quality: item.dimensions.quality.outcome,
            coverage: item.dimensions.coverage.outcome,
            alerts: item.dimensions.alerts.outcome,
            recovery: item.dimensions.recovery.outcome,
          })),
        },
      };
    },
  });

  registry.register({
    name: 'explain-score',
    title: 'Explain the reliability score of a service',
    description:
      'Tells why a service has its reliability level: every rule with its outcome, the value found, and how to fix what does not pass.',
    visibilityPermission: scoreboardReadPermission,
    attributes: readOnly,
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('Reference of the service, such as component:default/x'),
        }),
      output: z =>
        z.object({
          entityRef: z.string(),
          level: z.string(),
          effectiveTier: z.number(),
          effectiveTierReason: z.string(),
          observedAt: z.string(),
          rules: z.array(
            z.object({
              title: z.string(),
              level: z.string(),
              outcome: z.string(),
              value: z.string().optional(),
              verdict: z.string(),
              howToFix: z.string().optional(),
            }),
          ),
        }),
    },
    action: async ({ input }) => {
      const detail = await scoreboard.detail(
        stringifyEntityRef(
          parseEntityRef(input.entityRef, { defaultKind: 'Component' }),
        ),
      );
      return {
        output: {
          entityRef: detail.entityRef,
          level: detail.level ?? 'none',
          effectiveTier: detail.effectiveTier,
          effectiveTierReason: detail.effectiveTierReason,
          observedAt: detail.observedAt,
          rules: detail.rules.map(rule => ({
            title: rule.title,
            level: rule.level,
            outcome: rule.outcome,
            value: rule.value && formatMeasure(rule.value),
            verdict: rule.verdict,
            howToFix: ['fail', 'no-data'].includes(rule.outcome)
              ? rule.howToFix
              : undefined,
          })),
        },
      };
    },
  });
}
