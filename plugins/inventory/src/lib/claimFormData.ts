import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { Inventory } from '../model/inventory';
import { readField } from './readField';

/** The template that claims a running service, `templates/claim-service`. */
export const CLAIM_TEMPLATE = {
  namespace: 'default',
  templateName: 'claim-service',
};

/**
 * What AWS tells of a service that no repository declares, as the answers of
 * the template that claims it. What AWS does not tell is left to the developer.
 */
export function claimFormData(
  entity: Entity,
  inventory: Inventory,
): Record<string, string> {
  const provisionedProduct = inventory.deployments
    .filter(({ isService }) => isService)
    .map(({ arn }) => arn)
    .join(',');
  const answers = {
    name: entity.metadata.name,
    provisionedProduct,
    type: readField(entity, 'type'),
    owner: fullRef(entity.spec?.owner, 'group'),
    system: fullRef(entity.spec?.system, 'system'),
    lifecycle: readField(entity, 'lifecycle'),
    tier: readField(entity, 'tier'),
  };
  return Object.fromEntries(
    Object.entries(answers).flatMap(([field, value]) =>
      value ? [[field, value]] : [],
    ),
  );
}

/** The pickers of a template's form take whole references. */
function fullRef(ref: unknown, defaultKind: string): string | undefined {
  return typeof ref === 'string'
    ? stringifyEntityRef(
        parseEntityRef(ref, { defaultKind, defaultNamespace: 'default' }),
      )
    : undefined;
}
