import { createHash, createHmac } from 'node:crypto';
import { SANDBOX_USER } from '..';
import { Keys, REGION } from './useAws';

const sha256 = (text: string) =>
  createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();

/** A request that is signed by hand, so that it can be wrong in ways that the SDK cannot. */
export interface SignedRequestOptions {
  keys?: Keys;
  service?: string;
  method?: string;
  path?: string;
  /** signed, beside host and date */
  headers?: Record<string, string>;
  /** sent beside the signed ones */
  unsignedHeaders?: Record<string, string>;
  body?: string;
  /** instead of the body that was signed */
  sentBody?: string;
  /** epoch milliseconds */
  at?: number;
}

/** Signs a request by Signature Version 4 and sends it. */
export async function sendSigned(
  url: string,
  options: SignedRequestOptions,
): Promise<{ status: number; text: string }> {
  const {
    service = 'servicecatalog',
    method = 'POST',
    path = '/',
    body = '{}',
    at = Date.now(),
  } = options;
  const keys: Keys = options.keys ?? SANDBOX_USER;
  const time = new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const headers: Record<string, string> = {
    host: new URL(url).host,
    'x-amz-date': time,
    ...(keys.sessionToken && { 'x-amz-security-token': keys.sessionToken }),
    ...options.headers,
  };
  const names = Object.keys(headers).sort();
  const scope = [time.slice(0, 8), REGION, service, 'aws4_request'];
  const canonical = [
    method,
    path,
    '',
    ...names.map(name => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    sha256(body),
  ].join('\n');
  const key = scope.reduce<string | Buffer>(
    hmac,
    `AWS4${keys.secretAccessKey}`,
  );
  const signature = hmac(
    key,
    ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(canonical)].join('\n'),
  ).toString('hex');
  const { host: _, ...sent } = headers;
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...sent,
      ...options.unsignedHeaders,
      authorization: `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope.join('/')}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
    },
    body: options.sentBody ?? body,
  });
  return { status: answer.status, text: await answer.text() };
}
