/** What the stand-in's AWS holds. Times are epoch seconds, as in the API. */

export interface Tag {
  Key: string;
  Value: string;
}

export interface Portfolio {
  id: string;
  /** the account that owns it */
  accountId: string;
  region: string;
  displayName: string;
  description: string;
  providerName: string;
  createdTime: number;
  /** the accounts that accepted it, and how it was shared with them */
  shares: PortfolioShare[];
  /** names of the roles that may launch out of it, in every account that sees it */
  principals: string[];
}

export interface PortfolioShare {
  accountId: string;
  type: 'IMPORTED' | 'AWS_ORGANIZATIONS';
  /** whether the TagOptions of the products come with it */
  sharesTagOptions: boolean;
}

export interface Artifact {
  id: string;
  name: string;
  description: string;
  active: boolean;
  guidance: 'DEFAULT' | 'DEPRECATED';
  createdTime: number;
}

/** A parameter of a product's template; numbers are strings, as in the API. */
export interface Parameter {
  key: string;
  type: string;
  description: string;
  defaultValue?: string;
  noEcho?: boolean;
  allowedValues?: string[];
  allowedPattern?: string;
  minValue?: string;
  maxValue?: string;
  maxLength?: string;
}

export interface Product {
  id: string;
  accountId: string;
  region: string;
  name: string;
  owner: string;
  shortDescription: string;
  supportEmail: string;
  /** `CREATED` is undocumented and happens */
  status: 'AVAILABLE' | 'CREATED';
  createdTime: number;
  /** ids, in the product's own region */
  portfolioIds: string[];
  tags: Tag[];
  tagOptions: Array<{ key: string; values: string[] }>;
  /** oldest first */
  artifacts: Artifact[];
  parameters: Parameter[];
  outputs: Array<{ key: string; description: string }>;
  /** the role that makes its resources, in the account that it is launched in */
  launchRoleName: string;
  /** type of what it makes when provisioned */
  provisionedType: string;
}

export interface Output {
  key: string;
  value: string;
  description: string;
}

export interface ProvisionedProduct {
  id: string;
  arn: string;
  name: string;
  accountId: string;
  region: string;
  type: string;
  status: string;
  statusMessage?: string;
  createdTime: number;
  productId: string;
  artifactId: string;
  tags: Tag[];
  physicalId: string;
  lastRecordId: string;
  lastSuccessfulRecordId?: string;
  launchRoleArn: string;
  userArn: string;
  idempotencyToken: string;
  outputs: Output[];
}

export interface ProvisioningRecord {
  id: string;
  accountId: string;
  region: string;
  type:
    | 'PROVISION_PRODUCT'
    | 'UPDATE_PROVISIONED_PRODUCT'
    | 'TERMINATE_PROVISIONED_PRODUCT';
  /** ARN of who asked for it */
  userArn: string;
  /** names the same work when a client asks twice */
  token: string;
  provisionedProductId: string;
  provisionedProductName: string;
  provisionedProductType: string;
  productId: string;
  artifactId: string;
  pathId: string;
  tags: Tag[];
  launchRoleArn: string;
  outputs: Output[];
  /** epoch milliseconds of each status; what lies in the future has not happened */
  timeline: Array<{ status: RecordStatus; at: number }>;
  errors: Array<{ Code: string; Description: string }>;
}

export type RecordStatus =
  'CREATED' | 'IN_PROGRESS' | 'IN_PROGRESS_IN_ERROR' | 'SUCCEEDED' | 'FAILED';
