/** What the AWS module writes on entities, as paths of the catalog's queries. */

/** Where an entity is known from: `repository`, `aws` or `both`. */
export const ORIGIN_PATH = 'metadata.labels.rocket.dev/origin';

/** The most serious drift of an entity: `warning` or `info`; absent without any. */
export const DRIFT_PATH = 'metadata.labels.rocket.dev/drift';

/** How critical an entity is, `0` to `3`; from the repository, or else from AWS. */
export const TIER_PATH = 'metadata.annotations.rocket.dev/tier';

/** The type of the Resources that can be launched, in contrast to what runs. */
export const PRODUCT_TYPE = 'service-catalog-product';

/** Names the provisioned products that an entity runs on: ARNs or ids, by commas. */
export const PROVISIONED_PRODUCT_ANNOTATION =
  'servicecatalog.aws.amazon.com/provisioned-product';
