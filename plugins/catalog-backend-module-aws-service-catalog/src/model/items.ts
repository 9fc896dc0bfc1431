/** An account and a region: the unit that AWS lists, and that a sync covers. */
export interface Scope {
  accountId: string;
  region: string;
}

/** One version of a product. */
export interface ProductVersion {
  id: string;
  name: string;
  /** inactive versions cannot be launched any more */
  active: boolean;
  /** `DEFAULT`, `DEPRECATED`, or what AWS adds later */
  guidance: string;
}

/** A product, as one complete sync saw it. */
export interface Product {
  kind: 'product';
  arn: string;
  id: string;
  name: string;
  /** free text, in the words of whoever made the product */
  owner?: string;
  description?: string;
  supportEmail?: string;
  /** `AVAILABLE`, `CREATED` (undocumented) and others: never exhaustive */
  status?: string;
  portfolios: Array<{ id: string; name: string }>;
  tags: Record<string, string>;
  /** values that a tag may have on what is launched, by key */
  tagOptions: Record<string, string[]>;
  /** roles that make its resources: ARNs, or names in the account of the launch */
  launchRoles: string[];
  versions: ProductVersion[];
}

/** A provisioned product, as one complete sync saw it. */
export interface ProvisionedProduct {
  kind: 'provisioned-product';
  arn: string;
  id: string;
  name: string;
  /** `CFN_STACK` and others: an open set */
  type: string;
  /** `AVAILABLE`, `TAINTED` and others: an open set */
  status: string;
  statusMessage?: string;
  productId?: string;
  productName?: string;
  versionId?: string;
  versionName?: string;
  tags: Record<string, string>;
  physicalId?: string;
  lastRecordId?: string;
  /** only those on the allow-list */
  outputs: Record<string, string>;
  launchRoleArn?: string;
  /** what outputs and launch role were read for: see `detailsKeyOf` */
  detailsKey?: string;
}

export type Item = Product | ProvisionedProduct;

/** An item of the snapshot, with the scope that it was listed in. */
export interface StoredItem<T extends Item = Item> extends Scope {
  item: T;
}

/** How the syncs of a scope have gone. */
export interface ScopeState extends Scope {
  /** ISO 8601, UTC; absent before the first attempt */
  lastAttemptAt?: string;
  lastSuccessAt?: string;
  /** failed attempts in a row, until now */
  failures: number;
  /** why the last attempt failed */
  reason?: string;
  /** what the mass-deletion guard held back in the last listing */
  notice?: string;
}
