import {
  AwsAccount,
  AwsDeployment,
  AwsProduct,
  Company,
} from '../../company/types';
import { Estate, ROLES } from './Estate';
import { awsId } from './identifiers';
import { makeOutputs } from './makeOutputs';
import { pastRecords } from './pastRecords';
import { systemTags } from './systemTags';
import { parametersOf } from './templates';
import {
  Portfolio,
  PortfolioShare,
  Product,
  ProvisionedProduct,
  Tag,
} from './types';

const seconds = (iso: string) => Math.floor(Date.parse(iso) / 1000);

/** Production is in the organisation; staging imported the share by hand, without TagOptions. */
const toShare = ({ id, role }: AwsAccount): PortfolioShare => ({
  accountId: id,
  type: role === 'production' ? 'AWS_ORGANIZATIONS' : 'IMPORTED',
  sharesTagOptions: role === 'production',
});

/**
 * Lays the company's AWS organisation out as Service Catalog holds it: the hub
 * owns portfolios and products in every region and shares them; the other
 * accounts hold what was provisioned.
 */
export function createEstate(
  company: Company,
  options: {
    /** epoch milliseconds */
    now?: number;
  } = {},
): Estate {
  const { now = Date.now() } = options;
  const { aws } = company;
  const hub = aws.accounts.find(account => account.role === 'hub')!;
  const spokes = aws.accounts.filter(account => account.role !== 'hub');
  const [home] = aws.regions;

  // Ids belong to one region: the company's own stand for its first one.
  const regionalId = (id: string, region: string) =>
    region === home ? id : awsId(id.split('-')[0], id, region);

  const firstVersion = Math.min(
    ...aws.products.flatMap(product =>
      product.versions.map(version => seconds(version.createdAt)),
    ),
  );

  const portfolios: Portfolio[] = aws.regions.flatMap(region =>
    aws.portfolios.map(portfolio => ({
      id: regionalId(portfolio.id, region),
      accountId: hub.id,
      region,
      displayName: portfolio.name,
      description: portfolio.description,
      providerName: portfolio.provider,
      createdTime: firstVersion,
      shares: spokes.map(toShare),
      // Accounts and networks are not for product teams.
      principals: portfolio.name === 'Foundations' ? [] : [ROLES.launcher],
    })),
  );

  const toProduct = (product: AwsProduct, region: string): Product => {
    return {
      id: regionalId(product.id, region),
      accountId: hub.id,
      region,
      name: product.name,
      owner: product.owner,
      shortDescription: product.description,
      supportEmail: product.supportEmail,
      // A product whose only version was never used is seen as CREATED in practice.
      status: product.versions.length === 1 ? 'CREATED' : 'AVAILABLE',
      createdTime: seconds(product.versions[0].createdAt),
      portfolioIds: aws.portfolios
        .filter(portfolio => product.portfolios.includes(portfolio.name))
        .map(portfolio => regionalId(portfolio.id, region)),
      tags: [{ Key: 'team', Value: product.owner.toLowerCase() }],
      tagOptions: [
        { key: 'environment', values: ['production', 'staging'] },
        { key: 'team', values: company.teams.map(team => team.name) },
        { key: 'cost-center', values: [] },
      ],
      artifacts: product.versions.map(version => ({
        id: regionalId(version.id, region),
        name: version.name,
        description: version.description,
        active: version.active,
        guidance: version.guidance,
        createdTime: seconds(version.createdAt),
      })),
      ...parametersOf(product.key),
      launchRoleName: 'service-catalog-launch',
      provisionedType: 'CFN_STACK',
    };
  };
  const products = aws.regions.flatMap(region =>
    aws.products.map(product => toProduct(product, region)),
  );

  const provisioned = aws.deployments.map(deployment => {
    const source = aws.products.find(({ key }) => key === deployment.product)!;
    const id = regionalId(source.id, deployment.region);
    const product = products.find(candidate => candidate.id === id)!;
    const item = toProvisioned(deployment, product);
    return { item, records: pastRecords(item, { product, now }) };
  });

  return new Estate({
    accountIds: aws.accounts.map(account => account.id),
    regions: aws.regions,
    externalIds: new Map(
      aws.accounts.flatMap(({ id, externalId }) =>
        externalId ? [[id, externalId] as const] : [],
      ),
    ),
    portfolios,
    products,
    provisionedProducts: provisioned.map(({ item }) => item),
    records: new Map(
      provisioned.flatMap(({ records }) =>
        records.map(record => [record.id, record] as const),
      ),
    ),
  });
}

function toProvisioned(
  deployment: AwsDeployment,
  product: Product,
): ProvisionedProduct {
  const { accountId, region, id, name } = deployment;
  const recordId = awsId('rec', id, deployment.version);
  const earlier = awsId('rec', id, 'launch');
  const lastSuccess = {
    AVAILABLE: recordId,
    TAINTED: earlier,
    UNDER_CHANGE: earlier,
    ERROR: undefined,
  };
  const artifact =
    product.artifacts.find(
      candidate => candidate.name === deployment.version,
    ) ?? product.artifacts[product.artifacts.length - 1];
  const tags: Tag[] = [
    ...Object.entries(deployment.tags).map(([Key, Value]) => ({ Key, Value })),
    ...systemTags(product, userArn(accountId)),
  ];
  return {
    id,
    arn: deployment.arn,
    name,
    accountId,
    region,
    type: deployment.type,
    status: deployment.status,
    statusMessage: deployment.statusMessage,
    createdTime: seconds(deployment.createdAt),
    productId: product.id,
    artifactId: artifact.id,
    tags,
    physicalId:
      deployment.type === 'CFN_STACKSET'
        ? `arn:aws:cloudformation:${region}:${accountId}:stackset/SC-${accountId}-${id}:${recordId}`
        : `arn:aws:cloudformation:${region}:${accountId}:stack/SC-${accountId}-${id}/${recordId}`,
    lastRecordId: recordId,
    lastSuccessfulRecordId: lastSuccess[deployment.status],
    launchRoleArn: `arn:aws:iam::${accountId}:role/${product.launchRoleName}`,
    userArn: userArn(accountId),
    idempotencyToken: awsId('tok', id),
    outputs:
      deployment.status === 'ERROR' ? [] : makeOutputs(product, deployment),
  };
}

function userArn(accountId: string): string {
  return `arn:aws:sts::${accountId}:assumed-role/delivery-pipeline/deploy`;
}
