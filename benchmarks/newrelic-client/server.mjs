/**
 * Answers NerdGraph requests at once, in a thread of its own, so that only the
 * client is measured: a few rows for every NRQL query of a request.
 */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { parentPort, workerData } from 'node:worker_threads';

const rows = Array.from({ length: workerData.rows }, (_, index) => ({
  facet: `guid-${index}`,
  requests: index,
}));
const result = JSON.stringify({
  results: rows,
  metadata: { messages: [], timeWindow: { begin: 1000, end: 2000 } },
});
const answers = new Map();

function answerTo(count) {
  if (!answers.has(count)) {
    const aliases = Array.from(
      { length: count },
      (_, n) => `"q${n}":${result}`,
    );
    answers.set(count, `{"data":{"actor":{"account":{${aliases.join(',')}}}}}`);
  }
  return answers.get(count);
}

const server = createServer(async (request, response) => {
  const { variables } = JSON.parse(await text(request));
  const count = Object.keys(variables).filter(name =>
    name.startsWith('nrql'),
  ).length;
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(answerTo(count));
});
server.listen(0, '127.0.0.1', () =>
  parentPort.postMessage(server.address().port),
);
