import { createHash } from 'node:crypto';

const MAXIMUM_SLUG = 50;
const DIGEST = 8;

/**
 * The entity name of an AWS item: readable, at most 59 characters, and the same
 * only for the same ARN.
 */
export function resourceName(name: string, arn: string): string {
  const slug = cut(toSlug(name), MAXIMUM_SLUG);
  return slug ? `${slug}-${digestOf(arn)}` : digestOf(arn);
}

/** A name in lower case, alphanumeric at both ends; may be too long for the catalog. */
function toSlug(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/**
 * The name of the service that an untagged provisioned product seems to be: what is
 * left without the places at its end, with a digest where that has to be cut.
 */
export function serviceNameOf(
  name: string,
  place: { environment?: string; region: string; accountName?: string },
): string {
  const { environment, region, accountName } = place;
  const suffixes = [environment, region, accountName, 'production', 'staging']
    .map(suffix => `-${toSlug(suffix ?? '')}`)
    .filter(suffix => suffix !== '-');
  const service = withoutEnds(toSlug(name), suffixes);
  return service.length <= MAXIMUM_SLUG
    ? service
    : `${cut(service, MAXIMUM_SLUG - DIGEST - 1)}-${digestOf(service)}`;
}

function withoutEnds(slug: string, ends: readonly string[]): string {
  const end = ends.find(
    candidate => slug.endsWith(candidate) && slug.length > candidate.length,
  );
  return end ? withoutEnds(slug.slice(0, -end.length), ends) : slug;
}

function cut(slug: string, length: number): string {
  return slug.slice(0, length).replace(/-+$/, '');
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, DIGEST);
}
