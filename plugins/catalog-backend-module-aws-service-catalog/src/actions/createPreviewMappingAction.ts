import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { MappingPreviewer } from '../inventory/MappingPreviewer';

/** What would another mapping make of the present snapshot? Changes nothing. */
export function createPreviewMappingAction(options: {
  actionsRegistry: ActionsRegistryService;
  previewer: MappingPreviewer;
}) {
  const { actionsRegistry, previewer } = options;
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
    action: async ({ input, credentials }) => ({
      output: await previewer.preview(input, credentials),
    }),
  });
}
