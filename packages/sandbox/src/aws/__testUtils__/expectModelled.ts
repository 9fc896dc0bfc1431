import { ServiceCatalogClient } from '@aws-sdk/client-service-catalog';
import { SERVED_OPERATIONS } from '../model/operations';
import { serviceCatalogModel } from '../model/serviceCatalogModel';
import { findViolations } from '../model/violations';

/** Errors that AWS answers any operation with, which its model does not list. */
const UNMODELLED = [
  'AccessDeniedException',
  'ExpiredTokenException',
  'InternalFailure',
  'InvalidSignatureException',
  'SerializationException',
  'ThrottlingException',
  'UnknownOperationException',
  'UnrecognizedClientException',
  'ValidationException',
];

/** Lets a client fail for an answer that AWS's model does not allow, as it was on the wire. */
export function expectModelled(client: ServiceCatalogClient): void {
  client.middlewareStack.add(
    (next, context) => async args => {
      const result = await next(args);
      const response = result.response as {
        statusCode: number;
        body: AsyncIterable<Buffer> | Uint8Array;
      };
      const chunks: Buffer[] = [];
      for await (const chunk of response.body as AsyncIterable<Buffer>) {
        chunks.push(Buffer.from(chunk));
      }
      const bytes = Buffer.concat(chunks);
      const operation = String(context.commandName).replace(/Command$/, '');
      expect(
        differences(
          operation,
          response.statusCode,
          JSON.parse(bytes.toString('utf8')),
        ),
      ).toEqual([]);
      response.body = new Uint8Array(bytes);
      return result;
    },
    { step: 'deserialize', priority: 'low' },
  );
}

function differences(
  operation: string,
  status: number,
  body: { __type?: string },
): object[] {
  const name = SERVED_OPERATIONS.find(candidate => candidate === operation);
  if (status !== 200) {
    const known = [
      ...UNMODELLED,
      ...(name ? serviceCatalogModel.operations[name].errors : []),
    ];
    return known.includes(String(body.__type)) ? [] : [{ operation, body }];
  }
  return findViolations(
    serviceCatalogModel,
    serviceCatalogModel.operations[name!].output,
    body,
    { strict: true },
  )
    .filter(
      // Products have it in practice, and no document says so.
      ({ path, value }) => !(path.endsWith('status') && value === 'CREATED'),
    )
    .map(({ path, value, constraint }) => ({
      operation,
      path,
      value,
      constraint,
    }));
}
