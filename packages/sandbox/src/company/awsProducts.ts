/** The portfolios, and who provides them. */
export const portfolioTable = [
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

/** A product of the hub account. */
export interface ProductRow {
  key: string;
  name: string;
  description: string;
  portfolios: string[];
  versions: VersionRow[];
}

/** What teams launch; the versions oldest first. */
export const productTable: ProductRow[] = [
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
