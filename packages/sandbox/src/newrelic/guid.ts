/** What an entity's guid says. */
export interface GuidParts {
  accountId: number;
  domain: string;
  type: string;
  domainId: string;
}

/** New Relic's entity guid: base64 without padding of `account|domain|type|id`. */
export function encodeGuid(parts: GuidParts): string {
  const { accountId, domain, type, domainId } = parts;
  return Buffer.from(`${accountId}|${domain}|${type}|${domainId}`)
    .toString('base64')
    .replace(/=+$/, '');
}

/** Undefined when the text is no guid. */
export function decodeGuid(guid: string): GuidParts | undefined {
  const match = /^(\d+)\|([A-Z]+)\|([A-Z_]+)\|([^|]+)$/.exec(
    Buffer.from(guid, 'base64').toString('utf8'),
  );
  return match
    ? {
        accountId: Number(match[1]),
        domain: match[2],
        type: match[3],
        domainId: match[4],
      }
    : undefined;
}
