import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
} from 'node:crypto';
import { invalidParameters } from '../errors';

/**
 * Page tokens that a client cannot read or make, valid for the one listing they
 * belong to: operation, account, region and parameters.
 */
export class PageTokens {
  private readonly key = randomBytes(32);

  /** Seals an offset into a token. */
  seal(offset: number, listing: object): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce);
    cipher.setAAD(fingerprint(listing));
    const sealed = Buffer.concat([
      cipher.update(String(offset), 'utf8'),
      cipher.final(),
    ]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString(
      'base64',
    );
  }

  /** The offset of a token; refuses what this server has not sealed for the listing. */
  open(token: string, listing: object): number {
    try {
      const bytes = Buffer.from(token, 'base64');
      const decipher = createDecipheriv(
        'aes-256-gcm',
        this.key,
        bytes.subarray(0, 12),
      );
      decipher.setAAD(fingerprint(listing));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Number(
        Buffer.concat([
          decipher.update(bytes.subarray(28)),
          decipher.final(),
        ]).toString('utf8'),
      );
    } catch {
      throw invalidParameters('Invalid page token');
    }
  }
}

function fingerprint(listing: object): Buffer {
  return createHash('sha256').update(JSON.stringify(listing)).digest();
}
