import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { Company, Service } from '@rocket/sandbox';
import { parseAllDocuments } from 'yaml';

/** The sample company as the catalog would have it. */
export function catalogEntities(company: Company): Entity[] {
  const file = resolvePackagePath(
    '@rocket/plugin-reliability-scoreboard-backend',
    '../../examples/critical-paths.yaml',
  );
  const paths = parseAllDocuments(readFileSync(file, 'utf8')).map(
    document => document.toJS() as Entity,
  );
  return [
    ...company.services.map(service => toComponent(service)),
    ...paths.map(path => ({
      ...path,
      metadata: { namespace: 'default', ...path.metadata },
    })),
  ];
}

/** The entity that the repository of a service declares. */
export function toComponent(service: Service): Entity {
  const { newRelic, declaration } = service;
  const owner = `group:default/${service.team}`;
  const annotations: Record<string, string> = {
    'rocket.dev/tier': String(service.tier),
    ...(service.clientFacing ? { 'rocket.dev/client-facing': 'true' } : {}),
    ...(declaration?.annotations === 'guid'
      ? { 'newrelic.com/entity-guid': newRelic.entityGuid }
      : {}),
    ...(declaration?.annotations === 'app-name'
      ? { 'newrelic.com/app-name': newRelic.appName }
      : {}),
  };
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: service.name,
      namespace: 'default',
      tags: [service.language],
      annotations,
    },
    spec: {
      type: service.language === 'react' ? 'website' : 'service',
      lifecycle: service.lifecycle,
      owner,
    },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}
