import { stringify } from 'yaml';
import { Company, Service } from '../../company';

/**
 * A service's catalog-info.yaml as its team keeps it: with what joins it to New Relic
 * and AWS, or without, by the team's diligence.
 */
export function renderCatalogInfo(company: Company, service: Service): string {
  const documents = [componentOf(company, service)];
  if (service.declaration?.openApi) {
    documents.push(apiOf(service));
  }
  return documents.map(document => stringify(document)).join('---\n');
}

function componentOf(company: Company, service: Service): object {
  const { declaration } = service;
  const needed = company.services.filter(({ name }) =>
    service.dependsOn.includes(name),
  );
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: service.name,
      description: service.description,
      annotations: annotationsOf(service),
      tags: [service.language],
    },
    spec: {
      type: service.language === 'react' ? 'website' : 'service',
      lifecycle: service.lifecycle,
      owner: `group:default/${service.team}`,
      system: service.system,
      ...(needed.length > 0 && {
        dependsOn: needed.map(({ name }) => `component:default/${name}`),
      }),
      ...(declaration?.openApi && { providesApis: [service.name] }),
      ...(needed.some(other => other.declaration?.openApi) && {
        consumesApis: needed
          .filter(other => other.declaration?.openApi)
          .map(({ name }) => name),
      }),
    },
  };
}

function annotationsOf(service: Service): Record<string, string> {
  const { declaration, newRelic, tier, clientFacing, deployments } = service;
  const annotations: Record<string, string> = {};
  if (declaration?.docs) {
    annotations['backstage.io/techdocs-ref'] = 'dir:.';
  }
  switch (declaration?.annotations) {
    case 'guid':
      annotations['newrelic.com/entity-guid'] = newRelic.entityGuid;
      annotations['newrelic.com/account-id'] = String(newRelic.accountId);
      break;
    case 'app-name':
      annotations['newrelic.com/app-name'] = newRelic.appName;
      break;
    default:
      return annotations;
  }
  annotations['rocket.dev/tier'] = String(tier);
  if (clientFacing) {
    annotations['rocket.dev/client-facing'] = 'true';
  }
  if (declaration.provisionedProduct) {
    const main = deployments.find(
      ({ environment, role }) =>
        environment === 'production' && role === 'service',
    );
    if (main) {
      annotations['servicecatalog.aws.amazon.com/provisioned-product'] =
        main.arn;
    }
  }
  return annotations;
}

function apiOf(service: Service): object {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'API',
    metadata: { name: service.name, description: service.description },
    spec: {
      type: 'openapi',
      lifecycle: service.lifecycle,
      owner: `group:default/${service.team}`,
      system: service.system,
      definition: { $text: './openapi.yaml' },
    },
  };
}
