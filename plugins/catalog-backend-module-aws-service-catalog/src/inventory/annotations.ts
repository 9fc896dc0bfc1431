import { Entity } from '@backstage/catalog-model';

/** Names the provisioned products that an entity runs on: ARNs or ids, by commas. */
export const PROVISIONED_PRODUCT_ANNOTATION =
  'servicecatalog.aws.amazon.com/provisioned-product';

/** The ARN of what a Resource of this module stands for. */
export const ARN_ANNOTATION = 'servicecatalog.aws.amazon.com/arn';

/** How critical a service is, 0 to 3. */
export const TIER_ANNOTATION = 'rocket.dev/tier';

/** Where an entity is known from: `repository`, `aws` or `both`. */
export const ORIGIN_LABEL = 'rocket.dev/origin';

/** The most serious drift of an entity: `warning` or `info`; absent without any. */
export const DRIFT_LABEL = 'rocket.dev/drift';

export const ACCOUNT_LABEL = 'rocket.dev/aws-account';
export const REGION_LABEL = 'rocket.dev/aws-region';
export const ENVIRONMENT_LABEL = 'rocket.dev/environment';

/** Type of the location that this module's entities come from. */
export const LOCATION_TYPE = 'aws-service-catalog';

/** The location of what one provider of this module gives; also its location key. */
export function locationOf(providerId: string): string {
  return `${LOCATION_TYPE}:${providerId}`;
}

/** ARNs and ids that an entity's annotation names. */
export function readClaims(entity: Entity): string[] {
  const text = entity.metadata.annotations?.[PROVISIONED_PRODUCT_ANNOTATION];
  return (text ?? '').split(/[\s,]+/).filter(Boolean);
}
