import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { DefaultNewRelicService, facet } from '@rocket/plugin-newrelic-node';
import { z } from 'zod';
import { nrqlOperation } from '../../plugins/newrelic-node/src/nrql/document';
import { atMost, median, type Benchmark } from '../benchmark';

const ROUNDS = 15;
const QUERIES = 2_000;
const ROWS = 50;
/** As the client does it. */
const QUERIES_A_REQUEST = 20;
const REQUESTS_AT_A_TIME = 20;

/** What gathering, limits, breaker, metrics and the check of every row may cost. */
const OVERHEAD_MICROSECONDS = 300;

const accountId = 1;
const apiKey = 'NRAK-BENCHMARK';
const timeoutSeconds = 30;
const result = facet({ requests: z.number() });
const texts = Array.from(
  { length: QUERIES },
  (_, index) =>
    `SELECT count(*) AS 'requests' FROM Transaction FACET entityGuid LIMIT MAX SINCE ${
      index + 1
    } minutes ago`,
);

const silent: LoggerService = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  child: () => silent,
};

/** The same requests without a client: documents made beforehand, answers parsed as JSON only. */
function plainFetch(url: string): () => Promise<number> {
  const bodies: string[] = [];
  for (let begin = 0; begin < QUERIES; begin += QUERIES_A_REQUEST) {
    const { document: query, variables } = nrqlOperation(
      texts
        .slice(begin, begin + QUERIES_A_REQUEST)
        .map(text => ({ query: text, timeoutSeconds })),
      { accountId, async: false },
    );
    bodies.push(JSON.stringify({ query, variables }));
  }
  return async () => {
    const left = [...bodies];
    let answered = 0;
    const sendAll = async () => {
      for (let body = left.pop(); body; body = left.pop()) {
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'API-Key': apiKey, 'Content-Type': 'application/json' },
          body,
        });
        const { data } = await response.json();
        answered += Object.keys(data.actor.account).length;
      }
    };
    await Promise.all(Array.from({ length: REQUESTS_AT_A_TIME }, sendAll));
    return answered;
  };
}

function throughClient(url: string): () => Promise<number> {
  const client = DefaultNewRelicService.fromConfig(
    new ConfigReader({
      newRelic: {
        apiUrl: url,
        accounts: [{ id: accountId, name: 'Benchmark', apiKey }],
      },
    }),
    // The minute's budget is kept as ever, but the minute is short: waiting is not overhead.
    { logger: silent, pace: { minuteMillis: 1 } },
  );
  const queries = Object.fromEntries(
    texts.map((query, index) => [index, { query, result, timeoutSeconds }]),
  );
  return async () => {
    const answers = Object.values(await client.nrqlAll(queries));
    return answers.filter(
      answer => answer.status === 'ok' && answer.result.groups.length === ROWS,
    ).length;
  };
}

/** Microseconds a query. @throws when one has no answer */
async function measure(round: () => Promise<number>): Promise<number> {
  const started = performance.now();
  const answered = await round();
  if (answered !== QUERIES) {
    throw new Error(`Only ${answered} of ${QUERIES} queries were answered`);
  }
  return ((performance.now() - started) * 1000) / QUERIES;
}

export const benchmark: Benchmark = {
  description: `New Relic's client beside plain fetch of the same requests: ${QUERIES} queries of ${ROWS} rows, ${QUERIES_A_REQUEST} a request, ${ROUNDS} rounds in turn, medians`,

  async run({ report }) {
    const server = new Worker(path.join(__dirname, 'server.mjs'), {
      workerData: { rows: ROWS },
      execArgv: [],
    });
    try {
      const [port] = await once(server, 'message');
      const url = `http://127.0.0.1:${port}/graphql`;
      const client = throughClient(url);
      const plain = plainFetch(url);
      for (let count = 0; count < 3; count += 1) {
        await measure(plain);
        await measure(client);
      }
      const clientRounds: number[] = [];
      const plainRounds: number[] = [];
      for (let round = 1; round <= ROUNDS; round += 1) {
        report(`round ${round} of ${ROUNDS}`);
        plainRounds.push(await measure(plain));
        clientRounds.push(await measure(client));
      }
      const overhead = median(
        clientRounds.map((value, round) => value - plainRounds[round]),
      );
      return {
        figures: [
          {
            name: 'time a query',
            unit: 'µs',
            value: median(clientRounds),
            peer: median(plainRounds),
          },
          { name: 'overhead a query', unit: 'µs', value: overhead },
          {
            name: 'overhead a row',
            unit: 'µs',
            value: overhead / ROWS,
          },
        ],
        goals: [
          atMost('overhead a query, µs', overhead, OVERHEAD_MICROSECONDS),
        ],
      };
    } finally {
      await server.terminate();
    }
  },
};
