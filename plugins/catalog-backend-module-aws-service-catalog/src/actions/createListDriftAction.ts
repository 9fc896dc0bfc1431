import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { DRIFT_LABEL } from '../inventory/annotations';
import { DRIFT_KINDS, readDrift } from '../inventory/drift';

/** Where do the declared and the running world disagree? As the caller may see it. */
export function createListDriftAction(options: {
  actionsRegistry: ActionsRegistryService;
  catalog: CatalogService;
}) {
  const { actionsRegistry, catalog } = options;
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
            .describe('Only of this owner, for example group:default/cards'),
          limit: z.number().int().min(1).max(500).default(100),
        }),
      output: z =>
        z.object({
          total: z.number().describe('Entities with such drift'),
          items: z.array(
            z.object({
              entityRef: z.string(),
              owner: z.string().optional(),
              kind: z.string(),
              level: z.string(),
              message: z.string(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const { kind, owner, limit } = input;
      const { items, totalItems } = await catalog.queryEntities(
        {
          filter: {
            [`metadata.labels.${DRIFT_LABEL}`]: CATALOG_FILTER_EXISTS,
            ...(kind ? { 'spec.inventory.drift.kind': kind } : {}),
            ...(owner ? { 'relations.ownedBy': owner } : {}),
          },
          limit,
        },
        { credentials },
      );
      return {
        output: {
          total: totalItems,
          items: items.flatMap(entity =>
            (readDrift(entity) ?? [])
              .filter(drift => kind === undefined || drift.kind === kind)
              .map(drift => ({
                ...drift,
                entityRef: stringifyEntityRef(entity),
                owner:
                  typeof entity.spec?.owner === 'string'
                    ? entity.spec.owner
                    : undefined,
              })),
          ),
        },
      };
    },
  });
}
