import {
  createCatalogModelLayer,
  type CatalogModelLayer,
} from '@backstage/catalog-model/alpha';
import type { JsonObject } from '@backstage/types';
import {
  CRITICAL_PATH_KIND,
  criticalPathSpecShape,
} from '@rocket/plugin-critical-paths-common';
import { z } from 'zod';

/**
 * The shape of the spec as JSON schema, from the one zod schema that everybody
 * shares. Fields with a default are optional to write, hence `io: 'input'`.
 */
function specJsonSchema(): JsonObject {
  const { $schema, ...schema } = z.toJSONSchema(criticalPathSpecShape, {
    target: 'draft-7',
    io: 'input',
  });
  return schema as JsonObject;
}

/**
 * The CriticalPath kind: one business flow as a graph of steps. Its relations to
 * the steps' components come from {@link CriticalPathProcessor}, since a model
 * layer finds references in strings and lists of strings only.
 */
export const criticalPathModel: CatalogModelLayer = createCatalogModelLayer({
  layerId: 'rocket.dev/kind-critical-path',
  builder: model => {
    model.addKind({
      group: 'rocket.dev',
      names: {
        kind: CRITICAL_PATH_KIND,
        singular: 'critical path',
        plural: 'critical paths',
      },
      description:
        'A business flow that must work, as a graph of steps through components, with the objectives that its clients are promised.',
      versions: [
        {
          name: 'v1alpha1',
          relationFields: [
            {
              selector: { path: 'spec.owner' },
              relation: 'ownedBy',
              defaultKind: 'Group',
              defaultNamespace: 'inherit',
              allowedKinds: ['Group', 'User'],
            },
            {
              selector: { path: 'spec.domain' },
              relation: 'partOf',
              defaultKind: 'Domain',
              defaultNamespace: 'inherit',
              allowedKinds: ['Domain'],
            },
          ],
          schema: {
            jsonSchema: {
              type: 'object',
              required: ['spec'],
              properties: { spec: specJsonSchema() },
            },
          },
        },
      ],
    });
    model.addRelationPair({
      fromKind: CRITICAL_PATH_KIND,
      toKind: ['Group', 'User'],
      description:
        'The group or user that answers for the business flow as a whole.',
      forward: { type: 'ownedBy', title: 'owned by' },
      reverse: { type: 'ownerOf', title: 'owner of' },
    });
    model.addRelationPair({
      fromKind: CRITICAL_PATH_KIND,
      toKind: 'Domain',
      description: 'The business model that the flow belongs to.',
      forward: { type: 'partOf', title: 'part of' },
      reverse: { type: 'hasPart', title: 'has part' },
    });
    model.addRelationPair({
      fromKind: CRITICAL_PATH_KIND,
      toKind: 'Component',
      description: 'The flow has a step in the component.',
      forward: { type: 'dependsOn', title: 'depends on' },
      reverse: { type: 'dependencyOf', title: 'dependency of' },
    });
  },
});
