import { randomUUID } from 'node:crypto';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { createCompany } from '../company';
import { Company } from '../company/types';
import { listen, RunningServer } from '../listen';
import { AwsError } from './errors';
import { createEstate } from './estate/createEstate';
import { Estate } from './estate/Estate';
import { createFaultSchema, Faults, NoAnswer } from './faults';
import { authenticate } from './protocol/authenticate';
import { Identities } from './protocol/identities';
import { SignedRequest } from './protocol/signature';
import { answerSts, renderStsError, toStsError } from './protocol/sts';
import { ServiceCatalog } from './ServiceCatalog';

const TARGET_PREFIX = 'AWS242ServiceCatalogService.';
const MAXIMUM_BODY_BYTES = 1024 * 1024;

/**
 * Starts AWS Service Catalog and STS on one loopback port, speaking the
 * protocols of the real ones. Its URL is for AWS_ENDPOINT_URL_SERVICE_CATALOG
 * and AWS_ENDPOINT_URL_STS.
 *
 * `/__control/faults` (GET, POST a fault or a list of them, DELETE) makes
 * things go wrong; `/__control/requests` (GET, DELETE) counts requests by
 * operation. Neither exists in AWS, and neither needs a signature.
 */
export async function startAws(
  options: {
    /** 0 picks a free one */
    port?: number;
    company?: Company;
    /** instead of the company's own AWS */
    estate?: Estate;
    /** epoch milliseconds; signatures are always checked against the real time */
    clock?: () => number;
  } = {},
): Promise<RunningServer> {
  const clock = options.clock ?? Date.now;
  const estate =
    options.estate ??
    createEstate(options.company ?? createCompany({ seed: 'cordillera' }), {
      now: clock(),
    });
  const faults = new Faults();
  const faultSchema = createFaultSchema(estate);
  const counts = new Map<string, number>();
  const identities = new Identities(estate.accountIds[0]);
  const serviceCatalog = new ServiceCatalog({
    estate,
    faults,
    clock,
  });
  const count = (operation: string) =>
    counts.set(operation, (counts.get(operation) ?? 0) + 1);

  const server = createServer(async (request, response) => {
    try {
      const body = await readBody(request);
      if (request.url?.startsWith('/__control/')) {
        answerControl(request, response, { body, faults, faultSchema, counts });
        return;
      }
      answerAws(request, response, body);
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });

  function answerAws(
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
  ): void {
    const target = String(request.headers['x-amz-target'] ?? '');
    const isJson = target !== '';
    try {
      const signed: SignedRequest = {
        method: request.method ?? '',
        url: request.url ?? '/',
        headers: request.headers,
        body,
      };
      const { caller, region } = authenticate(signed, {
        service: isJson ? 'servicecatalog' : 'sts',
        identities,
        regions: estate.regions,
      });
      if (isJson) {
        const operation = target.startsWith(TARGET_PREFIX)
          ? target.slice(TARGET_PREFIX.length)
          : '';
        count(operation);
        const answer = serviceCatalog.answer(
          operation,
          parseJson(body),
          caller,
          region,
        );
        send(
          response,
          200,
          'application/x-amz-json-1.1',
          JSON.stringify(answer),
        );
        return;
      }
      const form = new URLSearchParams(body.toString('utf8'));
      count(form.get('Action') ?? '');
      const xml = answerSts({
        form,
        caller,
        identities,
        roles: estate,
        refuse: occasion =>
          faults.refuse({
            service: 'sts',
            region,
            arn: caller.arn,
            ...occasion,
          }),
      });
      send(response, 200, 'text/xml', xml);
    } catch (caught) {
      if (caught instanceof NoAnswer) {
        return;
      }
      const error =
        caught instanceof AwsError
          ? caught
          : new AwsError('InternalFailure', String(caught), 500);
      if (isJson) {
        send(
          response,
          error.status,
          'application/x-amz-json-1.1',
          JSON.stringify({ __type: error.code, Message: error.message }),
        );
      } else {
        const stsError = toStsError(error);
        send(response, stsError.status, 'text/xml', renderStsError(stsError));
      }
    }
  }

  return listen({ server, port: options.port ?? 0 });
}

function answerControl(
  request: IncomingMessage,
  response: ServerResponse,
  state: {
    body: Buffer;
    faults: Faults;
    faultSchema: ReturnType<typeof createFaultSchema>;
    counts: Map<string, number>;
  },
): void {
  const { body, faults, faultSchema, counts } = state;
  const json = (status: number, value: unknown) =>
    send(response, status, 'application/json', JSON.stringify(value));
  switch (`${request.method} ${request.url}`) {
    case 'GET /__control/faults':
      return json(200, faults.list());
    case 'POST /__control/faults': {
      const parsed = z.array(faultSchema).safeParse([parseJson(body)].flat());
      if (!parsed.success) {
        return json(400, { error: z.prettifyError(parsed.error) });
      }
      faults.add(parsed.data);
      return json(200, faults.list());
    }
    case 'DELETE /__control/faults':
      faults.clear();
      return json(200, []);
    case 'GET /__control/requests':
      return json(200, Object.fromEntries(counts));
    case 'DELETE /__control/requests':
      counts.clear();
      return json(200, {});
    default:
      return json(404, { error: `Nothing answers ${request.url}` });
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > MAXIMUM_BODY_BYTES) {
      throw new AwsError('RequestEntityTooLarge', 'Body too large', 413);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8') || '{}');
  } catch {
    throw new AwsError('SerializationException', 'The body is not JSON');
  }
}

function send(
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
