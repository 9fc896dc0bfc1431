/** How a provisioned product came to belong to an entity, in order of precedence. */
export type Via = 'annotation' | 'entity-ref-tag' | 'tag' | 'name' | 'none';

/** State of the product version that something runs on. */
export type VersionState = 'current' | 'deprecated' | 'inactive' | 'unknown';

/** One place where something runs, as it is kept for the entity it belongs to. */
export interface Deployment {
  arn: string;
  id: string;
  name: string;
  account: string;
  accountName?: string;
  region: string;
  environment?: string;
  /** it is the service itself, and not something that the service uses */
  isService: boolean;
  status: string;
  statusMessage?: string;
  type: string;
  product?: string;
  productArn?: string;
  version?: string;
  versionState: VersionState;
  /** of the stack, or what else it was made as */
  physicalId?: string;
  /** of what was last done to it */
  recordId?: string;
  launchRoleArn?: string;
  outputs: Record<string, string>;
  /** without those that AWS adds by itself */
  tags: Record<string, string>;
  /** entity ref of the Resource that stands for it */
  resourceRef: string;
  consoleUrl: string;
  /** what AWS says of the declared fields */
  observed: ObservedFields;
  /** those of its tags that should name an entity and cannot; absent without any */
  unusableTags?: UnusableTag[];
  /** the owner is no Group or User of the catalog */
  ownerUnknown: boolean;
  /** its scope could not be listed lately */
  stale: boolean;
}

/** A tag that should name an entity, with a value that no entity's name can be. */
export interface UnusableTag {
  key: string;
  value: string;
}

/** The fields that a repository declares, as AWS tags and the mapping tell them. */
export interface ObservedFields {
  title?: string;
  description?: string;
  type?: string;
  owner?: string;
  system?: string;
  lifecycle?: string;
  tier?: string;
}

/** A provisioned product and an entity that it belongs to, or could belong to. */
export interface Placement {
  arn: string;
  itemId: string;
  /** absent when it belongs to no entity */
  entityRef?: string;
  via: Via;
  /** several entities claim it, or only an equal name does: shown, merged into none */
  ambiguous: boolean;
  deployment: Deployment;
}

/** An entity that a repository (or whoever else, but not this module) declares. */
export interface DeclaredEntity {
  ref: string;
  name: string;
  namespace: string;
  /** ARNs and ids of provisioned products that its annotation names */
  claims: string[];
}
