import { PermissionsService } from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { InputError, NotAllowedError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { ProviderConfig } from '../config';
import { parseMapping } from '../config/readProviderConfigs';
import { SnapshotStore } from '../database/SnapshotStore';
import { previewMapping } from '../inventory/previewMapping';
import { Declarations } from '../inventory/buildInventory';

/** What would another mapping make of the present snapshot? Changes nothing. */
export function createPreviewMappingAction(options: {
  actionsRegistry: ActionsRegistryService;
  configs: readonly ProviderConfig[];
  permissions: PermissionsService;
  readDeclarations: () => Promise<Declarations>;
  snapshot: SnapshotStore;
}) {
  const { actionsRegistry, configs, permissions, snapshot } = options;
  actionsRegistry.register({
    name: 'preview-aws-mapping',
    title: 'Preview a mapping of AWS Service Catalog',
    description: `
A dry run: tells what mapping rules for AWS Service Catalog would make of everything that was listed last, and what differs from the mapping in use. Changes nothing.
    `,
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: z =>
        z.object({
          provider: z
            .string()
            .optional()
            .describe('Id of the provider, when several are configured'),
          mapping: z
            .record(z.unknown())
            .describe(
              'As `catalog.providers.awsServiceCatalog.<id>.mapping` in the configuration',
            ),
          onlyChanges: z.boolean().default(true),
        }),
      output: z =>
        z.object({
          total: z.number(),
          changed: z.number(),
          items: z.array(
            z.object({
              arn: z.string(),
              name: z.string(),
              changed: z.boolean(),
              before: z.string(),
              after: z.string(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      // Shows everything at once, so seeing everything must be allowed.
      const [decision] = await permissions.authorizeConditional(
        [{ permission: catalogEntityReadPermission }],
        { credentials },
      );
      if (decision.result !== AuthorizeResult.ALLOW) {
        throw new NotAllowedError(
          'A preview needs permission to read all entities',
        );
      }
      const config = configs.find(
        ({ id }) => input.provider === undefined || id === input.provider,
      );
      if (!config) {
        throw new InputError(
          `No provider ${input.provider}; there are ${configs.map(({ id }) => id).join(', ')}`,
        );
      }
      const mapping = parseMapping(input.mapping);
      const [items, scopes, declarations] = await Promise.all([
        snapshot.items(config.id),
        snapshot.scopes(config.id),
        options.readDeclarations(),
      ]);
      const preview = previewMapping({
        config,
        mapping,
        items,
        scopes,
        declarations,
      });
      return {
        output: {
          total: preview.length,
          changed: preview.filter(({ changed }) => changed).length,
          items: preview.filter(({ changed }) => changed || !input.onlyChanges),
        },
      };
    },
  });
}
