import { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';

const decompress = { gzip: promisify(gunzip), deflate: promisify(inflate) };

/** Thrown for a request that cannot be read; the status says why. */
export class UnreadableRequest extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'UnreadableRequest';
    this.status = status;
  }
}

/** Reads the body of a request, decompressed. @throws UnreadableRequest */
export async function readBody(
  request: IncomingMessage,
  options: { maximumBytes: number },
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > options.maximumBytes) {
      throw new UnreadableRequest(413, 'Request Entity Too Large');
    }
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') {
    return body.toString('utf8');
  }
  if (encoding !== 'gzip' && encoding !== 'deflate') {
    throw new UnreadableRequest(415, `Unsupported encoding ${encoding}`);
  }
  try {
    const plain = await decompress[encoding](body);
    return plain.toString('utf8');
  } catch {
    throw new UnreadableRequest(400, 'The body cannot be decompressed');
  }
}

/** @throws UnreadableRequest */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableRequest(400, 'The body is not JSON');
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  const body = JSON.stringify(value);
  response
    .writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      ...headers,
    })
    .end(body);
}
