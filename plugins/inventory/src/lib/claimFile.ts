import type { Entity } from '@backstage/catalog-model';
import type { Inventory } from '../model/inventory';
import { PROVISIONED_PRODUCT_ANNOTATION } from '../model/labels';
import { readToldField } from './readField';

/**
 * The catalog-info.yaml that claims a service that only AWS knows. It carries
 * what AWS tells, and the annotation that joins the two for good; what a Component
 * needs and AWS does not tell is left open.
 */
export function claimFile(entity: Entity, inventory: Inventory): string {
  const arns = inventory.deployments
    .filter(({ isService }) => isService)
    .map(({ arn }) => arn);
  const { name, namespace = 'default' } = entity.metadata;
  const told = (field: string) => readToldField(entity, inventory, field);
  const tier = told('tier');
  const system = told('system');
  const spec = ['type', 'lifecycle', 'owner'].map(field => {
    const value = told(field);
    return `  ${field}: ${value ? yamlString(value) : '# nobody said yet'}`;
  });
  return [
    'apiVersion: backstage.io/v1alpha1',
    'kind: Component',
    'metadata:',
    `  name: ${yamlString(name)}`,
    ...(namespace === 'default'
      ? []
      : [`  namespace: ${yamlString(namespace)}`]),
    '  annotations:',
    `    ${PROVISIONED_PRODUCT_ANNOTATION}: >-`,
    ...arns.map(
      (arn, index) => `      ${arn}${index < arns.length - 1 ? ',' : ''}`,
    ),
    ...(tier ? [`    rocket.dev/tier: '${tier}'`] : []),
    'spec:',
    ...spec,
    ...(system ? [`  system: ${yamlString(system)}`] : []),
    '',
  ].join('\n');
}

/** Plain where YAML reads it as a string, else in quotes. */
function yamlString(text: string): string {
  return /^[a-z][\w./-]*$/i.test(text) &&
    !/^(true|false|yes|no|on|off|null|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
