import { z } from 'zod';
import { count, createClientBench, key } from './__testUtils__/clientBench';
import { setupStandIn } from './__testUtils__/standIn';
import { json, ok, startNerdGraph } from './__testUtils__/startNerdGraph';
import { single } from './nrql/results';

const unfinished = (retryAfter: number | null) => ({
  results: null,
  metadata: null,
  queryProgress: { queryId: 'later', completed: false, retryAfter },
});

describe('NRQL that takes longer than its timeout', () => {
  const { serviceOf, stop } = createClientBench();
  const standIn = setupStandIn({ seed: 'client' });
  const servers: Array<{ stop(): Promise<void> }> = [];

  afterEach(async () => {
    await stop();
    await Promise.all(servers.splice(0).map(server => server.stop()));
  });

  async function setup(handler: Parameters<typeof startNerdGraph>[0]) {
    const server = await startNerdGraph(handler);
    servers.push(server);
    const account = { id: 1, name: 'Production', apiKey: key };
    const service = serviceOf({
      apiUrl: server.url,
      accounts: [{ ...account, asyncQueries: true }],
    });
    return { server, service };
  }

  it('is fetched when it is done, while its neighbours are answered at once', async () => {
    let answeredAtOnce = false;
    const progress: Array<() => unknown> = [
      () => unfinished(0.001),
      () => {
        expect(answeredAtOnce).toBe(true);
        return ok([{ n: 2 }]);
      },
    ];
    const { server, service } = await setup((request, response) =>
      json(response, {
        data: {
          actor: {
            account: request.variables.queryId
              ? { q0: progress.shift()?.() }
              : { q0: unfinished(0.02), q1: ok([{ n: 1 }]) },
          },
        },
      }),
    );
    const [slow, fast] = await Promise.all([
      service.nrql(count('Slow')),
      service.nrql(count('Fast')).finally(() => {
        answeredAtOnce = true;
      }),
    ]);
    expect([slow.result.rows, fast.result.rows]).toEqual([
      [{ n: 2 }],
      [{ n: 1 }],
    ]);
    expect(server.requests.map(({ variables }) => variables.queryId)).toEqual([
      undefined,
      'later',
      'later',
    ]);
    expect(service.status()[0]?.nrql.lastMinute).toBe(4);
  });

  it('can be given up, and fails with its query', async () => {
    const { service } = await setup((request, response) =>
      json(
        response,
        request.variables.queryId
          ? {
              data: { actor: { account: { q0: null } } },
              errors: [{ message: 'gone', path: ['actor', 'account', 'q0'] }],
            }
          : { data: { actor: { account: { q0: unfinished(0.001) } } } },
      ),
    );
    await expect(service.nrql(count('T'))).rejects.toMatchObject({
      kind: 'bad-request',
      message: 'gone',
      query: count('T').query,
    });

    const patient = await setup((_, response) =>
      json(response, { data: { actor: { account: { q0: unfinished(60) } } } }),
    );
    const controller = new AbortController();
    const answer = patient.service.nrql(count('T'), {
      signal: controller.signal,
    });
    answer.catch(() => {});
    await vi.waitUntil(
      () => patient.service.status()[0]?.connection === 'connected',
    );
    controller.abort(new Error('page closed'));
    await expect(answer).rejects.toThrow('page closed');
  });

  it('is answered by the stand-in when the account allows, else times out', async () => {
    await standIn.injectFaults({ kind: 'slow-nrql', seconds: 5.2 });
    const ask = (asyncQueries: boolean) =>
      standIn
        .createClient({ settings: { asyncQueries }, retry: { maxAttempts: 0 } })
        .nrql({
          query: "SELECT count(*) AS 'n' FROM Transaction",
          result: single({ n: z.number() }),
          timeoutSeconds: 5,
        });
    const [later, never] = await Promise.allSettled([ask(true), ask(false)]);
    expect(later).toMatchObject({
      status: 'fulfilled',
      value: { result: { values: { n: expect.any(Number) } } },
    });
    expect(never).toMatchObject({
      status: 'rejected',
      reason: { kind: 'timeout' },
    });
  });
});
