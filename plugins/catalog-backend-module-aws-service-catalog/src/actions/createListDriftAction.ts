import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { InventoryReporter } from '../http/InventoryReporter';
import { DRIFT_KINDS } from '../inventory/drift';

/** Where do the declared and the running world disagree? As the caller may see it. */
export function createListDriftAction(options: {
  actionsRegistry: ActionsRegistryService;
  catalog: CatalogService;
}) {
  const { actionsRegistry, catalog } = options;
  const reporter = new InventoryReporter({ catalog });
  actionsRegistry.register({
    name: 'list-inventory-drift',
    title: 'List inventory drift',
    description: `
Lists where what repositories declare and what runs in AWS disagree, entity by entity, with what to do about it.
Kinds of drift: ${DRIFT_KINDS.join(', ')}.
    `,
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: z =>
        z.object({
          kind: z.enum(DRIFT_KINDS).optional().describe('Only this kind'),
          owner: z
            .string()
            .optional()
            .describe(
              'Only of this owner, for example cards or group:default/cards',
            ),
          limit: z.number().int().min(1).max(500).default(100),
        }),
      output: z =>
        z.object({
          total: z.number().describe('Entities with such drift'),
          items: z.array(
            z.object({
              entityRef: z.string(),
              owner: z.string().optional().describe('Reference'),
              kind: z.string(),
              level: z.string(),
              message: z.string(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const { kind, owner, limit } = input;
      const { items, totalItems } = await reporter.drift(
        { kind: kind && [kind], team: owner ? [owner] : undefined, limit },
        credentials,
      );
      return {
        output: {
          total: totalItems,
          items: items.flatMap(({ entityRef, owner: owned, drift = [] }) =>
            drift.map(item => ({ ...item, entityRef, owner: owned })),
          ),
        },
      };
    },
  });
}
