import { createCompany } from '@rocket/sandbox';

type Company = ReturnType<typeof createCompany>;
type AwsDeployment = Company['aws']['deployments'][number];

export const HUB = '111122223333';
export const PRODUCTION = '222233334444';
export const STAGING = '333344445555';
export const REGION = 'sa-east-1';

/** One provisioned product, as far as a test cares for it. */
export interface DeploymentOptions {
  name: string;
  /** a version of the product `Java service on ECS`, unless `product` says otherwise */
  version?: string;
  product?: 'java-service' | 'aurora-postgresql' | 'react-app';
  /** CFN_STACK when left out */
  type?: AwsDeployment['type'];
  accountId?: string;
  region?: string;
  status?: AwsDeployment['status'];
  tags?: Record<string, string>;
}

/** ARN of what {@link companyWith} makes of a deployment. */
export function arnOf({
  name,
  accountId = PRODUCTION,
  region = REGION,
}: DeploymentOptions): string {
  return `arn:aws:servicecatalog:${region}:${accountId}:stack/${name}/${idOf({ name, accountId, region })}`;
}

function idOf(options: {
  name: string;
  accountId: string;
  region: string;
}): string {
  const { name, accountId, region } = options;
  return `pp-${name}-${accountId}-${region}`;
}

/** The sample company, with just these provisioned products. */
export function companyWith(
  deployments: DeploymentOptions[],
  /** `moreProducts`: how many there are beside the company's own, before them by name */
  { moreProducts = 0 } = {},
): Company {
  const company = createCompany({ seed: 'test' });
  const [first] = company.aws.products;
  const fillers = Array.from({ length: moreProducts }, (_, index) => ({
    ...first,
    key: `filler-${index}`,
    id: `prod-filler${index}`,
    name: `A filler ${index}`,
  }));
  return {
    ...company,
    aws: {
      ...company.aws,
      products: [...company.aws.products, ...fillers],
      deployments: deployments.map((options): AwsDeployment => {
        const {
          name,
          accountId = PRODUCTION,
          region = REGION,
          product = 'java-service',
        } = options;
        const versions = company.aws.products.find(
          ({ key }) => key === product,
        )!.versions;
        return {
          id: idOf({ name, accountId, region }),
          arn: arnOf(options),
          name,
          type: options.type ?? 'CFN_STACK',
          status: options.status ?? 'AVAILABLE',
          statusMessage: undefined,
          accountId,
          region,
          environment: accountId === STAGING ? 'staging' : 'production',
          product,
          version: options.version ?? versions.at(-1)!.name,
          role: 'other',
          service: undefined,
          createdAt: '2026-01-01T00:00:00.000Z',
          tags: options.tags ?? {},
        };
      }),
    },
  };
}
