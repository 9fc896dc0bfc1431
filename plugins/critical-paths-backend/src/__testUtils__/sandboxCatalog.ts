import type { Entity } from '@backstage/catalog-model';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Company, Service } from '@rocket/sandbox';
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';

/** The critical paths of `examples/`, which anybody can read and change. */
export function examplePaths(): Entity[] {
  const file = resolvePackagePath(
    '@rocket/plugin-critical-paths-backend',
    '../../examples/critical-paths.yaml',
  );
  return parseAllDocuments(readFileSync(file, 'utf8')).map(
    document => document.toJS() as Entity,
  );
}

/** The company's services as the catalog would tell them. */
export function companyComponents(company: Company): Entity[] {
  return company.services.map(service => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: service.name,
      namespace: 'default',
      annotations: annotationsOf(service),
    },
    spec: { type: 'service' },
    relations: service.dependsOn.map(name => ({
      type: 'dependsOn',
      targetRef: `component:default/${name}`,
    })),
  }));
}

function annotationsOf({ declaration, newRelic }: Service): {
  [name: string]: string;
} {
  return declaration?.annotations === 'app-name'
    ? { 'newrelic.com/app-name': newRelic.appName }
    : { 'newrelic.com/entity-guid': newRelic.entityGuid };
}
