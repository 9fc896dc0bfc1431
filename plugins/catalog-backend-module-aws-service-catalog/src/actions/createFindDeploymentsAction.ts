import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { readDrift } from '../inventory/drift';
import { readDeployments } from '../inventory/readDeployments';

/** Where does a service run? Answered from the catalog, as the caller may see it. */
export function createFindDeploymentsAction(options: {
  actionsRegistry: ActionsRegistryService;
  catalog: CatalogService;
}) {
  const { actionsRegistry, catalog } = options;
  actionsRegistry.register({
    name: 'find-aws-deployments',
    title: 'Find where a service runs in AWS',
    description: `
Tells where a component of the catalog runs in AWS: account, region, environment, product version and whether it is deprecated, status, and what else it uses there.
It also tells where the declared and the running world disagree. The answer is as old as the last sync with AWS Service Catalog.
    `,
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('For example component:default/ledger-writer, or a name'),
        }),
      output: z =>
        z.object({
          entityRef: z.string(),
          deployments: z.array(
            z.object({
              arn: z.string(),
              name: z.string(),
              account: z.string(),
              accountName: z.string().optional(),
              region: z.string(),
              environment: z.string().optional(),
              isService: z.boolean(),
              status: z.string(),
              product: z.string().optional(),
              version: z.string().optional(),
              versionState: z.string(),
              consoleUrl: z.string(),
            }),
          ),
          drift: z.array(
            z.object({
              kind: z.string(),
              level: z.string(),
              message: z.string(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const ref = parseEntityRef(input.entityRef, {
        defaultKind: 'component',
        defaultNamespace: 'default',
      });
      const entity = await catalog.getEntityByRef(ref, { credentials });
      if (!entity) {
        throw new NotFoundError(`No entity ${stringifyEntityRef(ref)}`);
      }
      return {
        output: {
          entityRef: stringifyEntityRef(entity),
          deployments: readDeployments(entity),
          drift: readDrift(entity) ?? [],
        },
      };
    },
  });
}
