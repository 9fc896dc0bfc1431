import { ProductRow, portfolioTable, productTable } from './awsProducts';
import { createRandom, drawIdentifier } from './random';
import { ServiceDefinition } from './definition';
import {
  AwsAccount,
  AwsDeployment,
  AwsOrganization,
  AwsPortfolio,
  AwsProduct,
  AwsProductVersion,
  Environment,
  Language,
} from './types';

export const awsAccounts: AwsAccount[] = [
  { id: '111122223333', name: 'cordillera-hub', role: 'hub' },
  { id: '222233334444', name: 'cordillera-production', role: 'production' },
  { id: '333344445555', name: 'cordillera-staging', role: 'staging' },
];
const accountOf: Record<Environment, string> = {
  production: '222233334444',
  staging: '333344445555',
};
export const awsRegions = ['us-east-1', 'sa-east-1'];

const productOfLanguage: Record<Language, string> = {
  java: 'java-service',
  go: 'go-service',
  nodejs: 'node-service',
  react: 'react-app',
};

const everywhere: Array<[Environment, string]> = [
  ['production', 'us-east-1'],
  ['production', 'sa-east-1'],
  ['staging', 'sa-east-1'],
];

const statusMessages = {
  TAINTED:
    'The last update failed and was rolled back; the resources keep running as before.',
  ERROR: 'The stack could not be created: the load balancer quota is used up.',
  UNDER_CHANGE: undefined,
};

/** The company's products, and everything that was made from them. */
export function createAwsOrganization(options: {
  seed: string;
  services: Array<{ name: string; deployments: AwsDeployment[] }>;
}): AwsOrganization {
  const { seed, services } = options;
  const portfolios = portfolioTable.map((row): AwsPortfolio => ({
    id: `port-${drawIdentifier(createRandom(seed, 'portfolio', row.name), 13)}`,
    ...row,
  }));
  return {
    accounts: awsAccounts,
    regions: awsRegions,
    portfolios,
    products: productTable.map(row => createProduct(seed, row)),
    deployments: [
      ...services.flatMap(service => service.deployments),
      ...createAccountDeployments(seed),
      createFailedDeployment(seed),
    ],
  };
}

function createProduct(seed: string, row: ProductRow): AwsProduct {
  return {
    id: `prod-${drawIdentifier(createRandom(seed, 'product', row.key), 13)}`,
    key: row.key,
    name: row.name,
    description: row.description,
    owner: row.portfolios.includes('Data stores') ? 'Ledger' : 'Platform',
    supportEmail: 'platform@cordillera.example',
    portfolios: row.portfolios,
    versions: row.versions.map(
      ([name, createdAt, state]): AwsProductVersion => ({
        id: `pa-${drawIdentifier(createRandom(seed, 'artifact', row.key, name), 13)}`,
        name,
        description: `Release ${name}`,
        active: state !== 'inactive',
        guidance: state === 'deprecated' ? 'DEPRECATED' : 'DEFAULT',
        createdAt,
      }),
    ),
  };
}

/** The provisioned products of one service: itself and its database, in every place. */
export function createDeployments(options: {
  seed: string;
  service: ServiceDefinition;
}): AwsDeployment[] {
  const { seed, service } = options;
  const { runs } = service;
  return (runs.where ?? everywhere).flatMap(([environment, region]) => {
    const place = {
      accountId: accountOf[environment],
      region,
      environment,
      service: service.name,
      tags: tagsOf(service, environment),
    };
    // A change or a mishap concerns one place, not all of them at once.
    const troubled =
      runs.status && (runs.where ?? everywhere)[0][1] === region
        ? runs.status
        : undefined;
    const status =
      environment === 'production' ? (troubled ?? 'AVAILABLE') : 'AVAILABLE';
    const deployments = [
      createDeployment(seed, {
        ...place,
        name: `${service.name}-${environment}`,
        product: runs.product ?? productOfLanguage[service.language],
        version: runs.version,
        role: 'service',
        status,
        statusMessage:
          status === 'AVAILABLE' ? undefined : statusMessages[status],
      }),
    ];
    if (runs.database) {
      deployments.push(
        createDeployment(seed, {
          ...place,
          name: `${service.name}-db-${environment}`,
          product: runs.database,
          version: newestVersion(runs.database),
          role: 'database',
          status: 'AVAILABLE',
          statusMessage: undefined,
        }),
      );
    }
    return deployments;
  });
}

/** Accounts are provisioned products too, made by Control Tower in the hub. */
function createAccountDeployments(seed: string): AwsDeployment[] {
  return awsAccounts
    .filter(account => account.role !== 'hub')
    .map(account => ({
      ...createDeployment(seed, {
        name: account.name,
        product: 'account',
        version: '1.0',
        role: 'other',
        status: 'AVAILABLE',
        statusMessage: undefined,
        accountId: '111122223333',
        region: 'us-east-1',
        environment: 'production',
        service: undefined,
        tags: {},
      }),
      type: 'CONTROL_TOWER_ACCOUNT',
    }));
}

/** A table whose first launch failed: it is in the way of the next attempt, and does not run. */
function createFailedDeployment(seed: string): AwsDeployment {
  return createDeployment(seed, {
    name: 'velocity-counters-staging',
    product: 'dynamodb-table',
    version: newestVersion('dynamodb-table'),
    role: 'database',
    status: 'ERROR',
    statusMessage:
      'The stack could not be created: the quota of tables is used up.',
    accountId: accountOf.staging,
    region: 'sa-east-1',
    environment: 'staging',
    service: undefined,
    tags: { team: 'risk', environment: 'staging' },
  });
}

function createDeployment(
  seed: string,
  deployment: Omit<AwsDeployment, 'id' | 'arn' | 'type' | 'createdAt'>,
): AwsDeployment {
  const { accountId, region, name } = deployment;
  const random = createRandom(seed, 'deployment', accountId, region, name);
  const id = `pp-${drawIdentifier(random, 13)}`;
  const firstYear = Date.UTC(2024, 9, 1);
  const createdAt = new Date(firstYear + Math.floor(random() * 600) * 86_400e3);
  return {
    ...deployment,
    id,
    arn: `arn:aws:servicecatalog:${region}:${accountId}:stack/${name}/${id}`,
    type: 'CFN_STACK',
    createdAt: createdAt.toISOString(),
  };
}

function newestVersion(product: string): string {
  const versions = productTable.find(row => row.key === product)?.versions;
  return versions?.at(-1)?.[0] ?? '';
}

function tagsOf(
  service: ServiceDefinition,
  environment: Environment,
): Record<string, string> {
  // The names of the tags are the company's own; only the first is Rocket's.
  const { tags = 'company', taggedTeam = service.team } = service.runs;
  if (tags === 'poor') {
    return { service: service.name, environment };
  }
  return {
    ...(tags === 'entity-ref' && {
      'rocket:entity-ref': `component:default/${service.name}`,
    }),
    service: service.name,
    team: taggedTeam,
    environment,
    system: service.system,
    lifecycle: service.lifecycle ?? 'production',
    tier: String(service.tier),
  };
}
