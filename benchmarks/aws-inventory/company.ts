import { createCompany, type Company } from '@rocket/sandbox';

export const accountIds = [
  '111122223333',
  '222233334444',
  '333344445555',
  '444455556666',
];
export const regions = ['us-east-1', 'sa-east-1'];

/** What is provisioned in each account and region: half services, half their databases. */
const PER_SCOPE = 1250;

export const provisionedProducts =
  accountIds.length * regions.length * PER_SCOPE;

/** The sample company's products, and as much made from them as is measured. */
export function createLargeCompany(): Company {
  const company = createCompany({ seed: 'benchmark' });
  const scopes = accountIds.flatMap(accountId =>
    regions.map(region => ({ accountId, region })),
  );
  return {
    ...company,
    aws: {
      ...company.aws,
      accounts: accountIds.map((id, i) => ({
        id,
        name: `account-${i + 1}`,
        role: i === 0 ? ('hub' as const) : ('production' as const),
      })),
      regions,
      deployments: scopes.flatMap(scope =>
        Array.from({ length: PER_SCOPE }, (_, i) =>
          createDeployment(company, { ...scope, number: i }),
        ),
      ),
    },
  };
}

type Deployment = Company['aws']['deployments'][number];

/** Even numbers are services, each followed by its database; a service runs in all regions of its account. */
function createDeployment(
  company: Company,
  options: { accountId: string; region: string; number: number },
): Deployment {
  const { accountId, region, number } = options;
  const service = `service-${accountIds.indexOf(accountId) + 1}-${Math.floor(number / 2)}`;
  const isService = number % 2 === 0;
  const name = isService ? service : `${service}-db`;
  const product = isService ? 'java-service' : 'aurora-postgresql';
  const id = `pp-${[accountIds.indexOf(accountId), regions.indexOf(region), number].join('x').padStart(13, '0')}`;
  return {
    id,
    arn: `arn:aws:servicecatalog:${region}:${accountId}:stack/${name}/${id}`,
    name,
    type: 'CFN_STACK',
    status: 'AVAILABLE',
    statusMessage: undefined,
    accountId,
    region,
    environment: 'production',
    product,
    version: company.aws.products
      .find(({ key }) => key === product)!
      .versions.at(-1)!.name,
    role: isService ? 'service' : 'database',
    service,
    createdAt: '2026-01-01T00:00:00.000Z',
    tags: { service, team: 'cards', environment: 'production' },
  };
}
