import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { Inventory } from '../model/inventory';
import { readToldField } from './readField';

/** The template that claims a running service, `templates/claim-service`. */
export const CLAIM_TEMPLATE = {
  namespace: 'default',
  templateName: 'claim-service',
};

/**
 * What AWS tells of a service that no repository declares, as the answers of
 * the template that claims it. What AWS does not tell is left to the developer,
 * also where the catalog shows a default for it.
 */
export function claimFormData(
  entity: Entity,
  inventory: Inventory,
): Record<string, string> {
  const provisionedProduct = inventory.deployments
    .filter(({ isService }) => isService)
    .map(({ arn }) => arn)
    .join(',');
  const told = (field: string) => readToldField(entity, inventory, field);
  const answers = {
    name: entity.metadata.name,
    provisionedProduct,
    type: told('type'),
    owner: told('owner') && fullRef(entity.spec?.owner, 'group'),
    system: told('system') && fullRef(entity.spec?.system, 'system'),
    lifecycle: told('lifecycle'),
    tier: told('tier'),
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
