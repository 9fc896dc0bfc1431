import { createHash } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** An id as AWS makes them (`pp-` and 13 characters of base 32), fixed by its parts. */
export function awsId(prefix: string, ...parts: string[]): string {
  const digest = createHash('sha256').update(parts.join('\u0000')).digest();
  const characters = Array.from(
    digest.subarray(0, 13),
    byte => ALPHABET[byte % 32],
  );
  return `${prefix}-${characters.join('')}`;
}

/** ARN of a product or a portfolio. */
export function catalogArn(options: {
  kind: 'product' | 'portfolio';
  id: string;
  accountId: string;
  region: string;
}): string {
  const { kind, id, accountId, region } = options;
  return `arn:aws:catalog:${region}:${accountId}:${kind}/${id}`;
}
