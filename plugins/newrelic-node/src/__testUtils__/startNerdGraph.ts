import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ReceivedRequest {
  key: string | undefined;
  document: string;
  variables: Record<string, unknown>;
}

export interface Alias {
  alias: string;
  accountId: number;
  nrql: string;
  timeout: number;
}

type Handler = (
  request: ReceivedRequest,
  response: ServerResponse,
) => void | Promise<void>;

/** An HTTP server that answers as a test says, over a real socket. */
export async function startNerdGraph(handler: Handler) {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const { query, variables } = JSON.parse(await text(incoming));
    const request: ReceivedRequest = {
      key: incoming.headers['api-key'] as string | undefined,
      document: query,
      variables,
    };
    requests.push(request);
    await handler(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    requests,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The NRQL queries of a batch. */
export function aliasesOf({ variables }: ReceivedRequest): Alias[] {
  const aliases: Alias[] = [];
  for (let index = 0; `nrql${index}` in variables; index++) {
    aliases.push({
      alias: `q${index}`,
      accountId: variables.account as number,
      nrql: variables[`nrql${index}`] as string,
      timeout: variables[`timeout${index}`] as number,
    });
  }
  return aliases;
}

export function ok(rows: unknown[]) {
  return {
    results: rows,
    metadata: { messages: [], timeWindow: { begin: 1000, end: 2000 } },
  };
}

export function failure(alias: string, message: string, errorClass?: string) {
  return {
    message,
    path: ['actor', 'account', alias],
    ...(errorClass ? { extensions: { errorClass } } : {}),
  };
}

export function json(response: ServerResponse, body: unknown, status = 200) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** Answers every alias by a function of its query. */
export function answerAll(
  request: ReceivedRequest,
  response: ServerResponse,
  rows: (alias: Alias) => unknown[],
) {
  json(response, {
    data: {
      actor: {
        account: Object.fromEntries(
          aliasesOf(request).map(alias => [alias.alias, ok(rows(alias))]),
        ),
      },
    },
  });
}
