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

const portfolioTable = [
  {
    name: 'Golden paths',
    description: 'What a team starts a service or a front end with.',
    provider: 'Platform',
  },
  {
    name: 'Data stores',
    description: 'Databases and tables, with backups and encryption.',
    provider: 'Ledger',
  },
  {
    name: 'Foundations',
    description: 'Accounts and networks; not for product teams.',
    provider: 'Platform',
  },
];

/** A version: its name, its age, and whether it may still be launched. */
type VersionRow = [
  name: string,
  createdAt: string,
  state?: 'deprecated' | 'inactive',
];

interface ProductRow {
  key: string;
  name: string;
  description: string;
  portfolios: string[];
  versions: VersionRow[];
}

const productTable: ProductRow[] = [
  {
    key: 'java-service',
    name: 'Java service on ECS',
    description: 'Spring Boot on Fargate behind an internal load balancer.',
    portfolios: ['Golden paths'],
    versions: [
      ['v1.9.0', '2022-03-14T12:00:00Z', 'inactive'],
      ['v2.9.0', '2024-02-06T12:00:00Z', 'deprecated'],
      ['v3.2.0', '2024-11-19T12:00:00Z', 'deprecated'],
      ['v3.8.1', '2025-06-03T12:00:00Z'],
      ['v4.0.0', '2026-01-20T12:00:00Z'],
      ['v4.1.2', '2026-05-12T12:00:00Z'],
      ['v4.2.0', '2026-09-08T12:00:00Z'],
    ],
  },
  {
    key: 'go-service',
    name: 'Go service on ECS',
    description: 'A static binary on Fargate behind an internal load balancer.',
    portfolios: ['Golden paths'],
    versions: [
      ['v1.4.0', '2022-07-05T12:00:00Z', 'inactive'],
      ['v2.8.0', '2024-08-27T12:00:00Z', 'deprecated'],
      ['v3.0.0', '2025-09-16T12:00:00Z'],
      ['v3.1.0', '2026-02-24T12:00:00Z'],
      ['v3.2.1', '2026-08-18T12:00:00Z'],
    ],
  },
  {
    key: 'node-service',
    name: 'Node.js service on ECS',
    description: 'Fastify or Express on Fargate behind a load balancer.',
    portfolios: ['Golden paths'],
    versions: [
      ['v2.1.0', '2024-05-21T12:00:00Z', 'deprecated'],
      ['v2.3.0', '2025-03-11T12:00:00Z'],
      ['v2.5.3', '2026-03-03T12:00:00Z'],
      ['v2.6.0', '2026-09-29T12:00:00Z'],
    ],
  },
  {
    key: 'react-app',
    name: 'React application on CloudFront',
    description: 'A Vite bundle behind CloudFront, with a Node BFF on Fargate.',
    portfolios: ['Golden paths'],
    versions: [
      ['v1.5.0', '2024-10-08T12:00:00Z', 'deprecated'],
      ['v1.8.0', '2025-11-04T12:00:00Z'],
      ['v2.0.1', '2026-06-30T12:00:00Z'],
    ],
  },
  {
    key: 'aurora-postgresql',
    name: 'Aurora PostgreSQL',
    description: 'A cluster over three zones, encrypted, with daily backups.',
    portfolios: ['Data stores', 'Golden paths'],
    versions: [
      ['v5.3.0', '2025-08-12T12:00:00Z', 'deprecated'],
      ['v6.0.0', '2026-04-14T12:00:00Z'],
    ],
  },
  {
    key: 'dynamodb-table',
    name: 'DynamoDB table',
    description: 'On-demand capacity, point-in-time recovery, encrypted.',
    portfolios: ['Data stores'],
    versions: [['v2.2.0', '2026-02-10T12:00:00Z']],
  },
  {
    key: 'account',
    name: 'AWS Control Tower Account Factory',
    description: 'A new account with the guard rails of the company.',
    portfolios: ['Foundations'],
    versions: [['1.0', '2023-01-10T12:00:00Z']],
  },
];

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
  const { tags = 'company' } = service.runs;
  if (tags === 'poor') {
    return { service: service.name, environment };
  }
  return {
    ...(tags === 'entity-ref' && {
      'rocket:entity-ref': `component:default/${service.name}`,
    }),
    service: service.name,
    team: service.team,
    environment,
    system: service.system,
    lifecycle: service.lifecycle ?? 'production',
    tier: String(service.tier),
  };
}
