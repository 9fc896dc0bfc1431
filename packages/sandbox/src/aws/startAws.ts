import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { createCompany } from '../company';
import { Company } from '../company/types';
import { listen, RunningServer } from '../listen';
import { answerControl } from './control';
import { AwsError } from './errors';
import { createEstate } from './estate/createEstate';
import { Estate } from './estate/Estate';
import { createFaultSchema, Faults, NoAnswer } from './faults';
import { authenticate } from './protocol/authenticate';
import { parseJson, readBody, send } from './protocol/http';
import { Identities } from './protocol/identities';
import { answerSts, renderStsError, toStsError } from './protocol/sts';
import { ServiceCatalog } from './ServiceCatalog';

const TARGET_PREFIX = 'AWS242ServiceCatalogService.';
const CONTENT_TYPES = {
  servicecatalog: 'application/x-amz-json-1.1',
  sts: 'application/x-www-form-urlencoded',
};

/** Both services share a port; only Service Catalog names its operation in a header. */
const serviceOf = ({ headers }: IncomingMessage) =>
  headers['x-amz-target'] === undefined ? 'sts' : 'servicecatalog';

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
      } else {
        answerAws(request, response, body);
      }
    } catch (error) {
      if (!(error instanceof NoAnswer)) {
        sendError(response, serviceOf(request), error);
      }
    }
  });

  function answerAws(
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
  ): void {
    const { headers, method = '', url = '/' } = request;
    const service = serviceOf(request);
    const { caller, region } = authenticate(
      { method, url, headers, body },
      { service, identities, regions: estate.regions },
    );
    requireRoute(request, CONTENT_TYPES[service]);
    if (service === 'servicecatalog') {
      const target = String(headers['x-amz-target']);
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
      send(response, 200, CONTENT_TYPES[service], JSON.stringify(answer));
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
        faults.refuse({ service: 'sts', region, arn: caller.arn, ...occasion }),
    });
    send(response, 200, 'text/xml', xml);
  }

  return listen({ server, port: options.port ?? 0 });
}

function requireRoute(request: IncomingMessage, contentType: string): void {
  const [sent] = (request.headers['content-type'] ?? '').split(';');
  if (
    request.method !== 'POST' ||
    request.url !== '/' ||
    sent !== contentType
  ) {
    throw new AwsError(
      'UnknownOperationException',
      `Nothing answers ${request.method} ${request.url} of type ${sent}`,
    );
  }
}

function sendError(
  response: ServerResponse,
  service: keyof typeof CONTENT_TYPES,
  caught: unknown,
): void {
  const error =
    caught instanceof AwsError
      ? caught
      : new AwsError('InternalFailure', String(caught), 500);
  if (service === 'sts') {
    const stsError = toStsError(error);
    send(response, stsError.status, 'text/xml', renderStsError(stsError));
    return;
  }
  send(
    response,
    error.status,
    CONTENT_TYPES[service],
    JSON.stringify({ __type: error.code, Message: error.message }),
  );
}
