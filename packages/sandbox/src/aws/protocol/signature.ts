import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { IncomingHttpHeaders } from 'node:http';
import { AwsError } from '../errors';

/** One HTTP request, as far as its signature covers it. */
export interface SignedRequest {
  method: string;
  /** path and query as sent */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What the credential scope of a signature says. */
export interface SignatureScope {
  accessKeyId: string;
  region: string;
  service: string;
}

/** A signature may be this much older or newer than the server's clock. */
const ALLOWED_SKEW_MILLIS = 5 * 60_000;

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/\s]+)\/(\d{8})\/([^/\s]+)\/([^/\s]+)\/aws4_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;

/** Reads key, region and service from a request's `Authorization` header. */
export function readScope(headers: IncomingHttpHeaders): SignatureScope {
  const [, accessKeyId, , region, service] = parse(headers);
  return { accessKeyId, region, service };
}

/**
 * Checks a Signature Version 4 over method, path, query, signed headers and body.
 *
 * Algorithm: AWS IAM User Guide, "Create a signed AWS API request".
 */
export function verifySignature(
  request: SignedRequest,
  secretAccessKey: string,
): void {
  const [, , date, region, service, signedHeaders, signature] = parse(
    request.headers,
  );
  const time = String(request.headers['x-amz-date'] ?? '');
  const sent = Date.parse(
    time.replace(
      /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/,
      '$1-$2-$3T$4:$5:$6Z',
    ),
  );
  if (
    !time.startsWith(date) ||
    !(Math.abs(Date.now() - sent) <= ALLOWED_SKEW_MILLIS)
  ) {
    throw new AwsError(
      'InvalidSignatureException',
      `Signature expired: ${time} is now earlier or later than allowed.`,
      403,
    );
  }
  const names = signedHeaders.split(';');
  const unsigned = Object.keys(request.headers).find(
    name => /^host$|^x-amz-/.test(name) && !names.includes(name),
  );
  if (unsigned) {
    throw new AwsError(
      'InvalidSignatureException',
      `'${unsigned}' must be a 'SignedHeader' in the AWS Authorization.`,
      403,
    );
  }
  const [path, query = ''] = request.url.split('?');
  const canonicalRequest = [
    request.method,
    path,
    query.split('&').sort().join('&'),
    ...names.map(
      name =>
        `${name}:${String(request.headers[name] ?? '')
          .trim()
          .replace(/ +/g, ' ')}`,
    ),
    '',
    signedHeaders,
    sha256(request.body),
  ].join('\n');
  const toSign = [
    'AWS4-HMAC-SHA256',
    time,
    `${date}/${region}/${service}/aws4_request`,
    sha256(canonicalRequest),
  ].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part),
    `AWS4${secretAccessKey}`,
  );
  if (!timingSafeEqual(hmac(key, toSign), Buffer.from(signature, 'hex'))) {
    throw new AwsError(
      'InvalidSignatureException',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
      403,
    );
  }
}

function parse(headers: IncomingHttpHeaders): string[] {
  const authorization = headers.authorization;
  if (!authorization) {
    throw new AwsError(
      'MissingAuthenticationTokenException',
      'Missing Authentication Token',
      403,
    );
  }
  const match = AUTHORIZATION.exec(authorization);
  if (!match) {
    throw new AwsError(
      'IncompleteSignatureException',
      'Authorization header requires Credential, SignedHeaders and Signature.',
      403,
    );
  }
  return match;
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
