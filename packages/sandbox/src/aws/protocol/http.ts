import { randomUUID } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../errors';

const MAXIMUM_BODY_BYTES = 1024 * 1024;

/** The body of a request. @throws AwsError when it is too large, once it has all come */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= MAXIMUM_BODY_BYTES) {
      chunks.push(chunk);
    }
  }
  if (length > MAXIMUM_BODY_BYTES) {
    throw new AwsError('RequestEntityTooLarge', 'Body too large', 413);
  }
  return Buffer.concat(chunks);
}

/** @throws AwsError when it is none */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8') || '{}');
  } catch {
    throw new AwsError('SerializationException', 'The body is not JSON');
  }
}

/** Sends an answer with the headers that all of AWS's have. */
export function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string,
): void {
  response
    .writeHead(status, {
      'content-type': contentType,
      'x-amzn-requestid': randomUUID(),
      // Clients correct their clock by it: it has to be the one that signatures are held to.
      date: new Date().toUTCString(),
    })
    .end(body);
}
