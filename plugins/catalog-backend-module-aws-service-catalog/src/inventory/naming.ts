import { createHash } from 'node:crypto';

const MAXIMUM_SLUG = 50;

/**
 * The entity name of an AWS item: readable, at most 59 characters, and the same
 * only for the same ARN.
 */
export function resourceName(name: string, arn: string): string {
  const digest = createHash('sha256').update(arn).digest('hex').slice(0, 8);
  const slug = toSlug(name);
  return slug ? `${slug}-${digest}` : digest;
}

/** A name as the catalog allows it: lower case, alphanumeric at both ends. */
export function toSlug(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAXIMUM_SLUG)
    .replace(/^-+|-+$/g, '');
}

/** The name of the service that an untagged provisioned product seems to be. */
export function serviceNameOf(
  name: string,
  place: { environment?: string; region: string; accountName?: string },
): string {
  const suffixes = [
    place.environment,
    place.region,
    place.accountName,
    'production',
    'staging',
  ].flatMap(suffix => (suffix ? [toSlug(suffix)] : []));
  const [, service] = new RegExp(`^(.+?)(?:-(?:${suffixes.join('|')}))*$`).exec(
    toSlug(name),
  ) ?? ['', ''];
  return service;
}
