import { count, createClientBench } from './__testUtils__/clientBench';
import { answerAll, failure, json } from './__testUtils__/startNerdGraph';

/** Longer than any pause of the breakers in these tests. */
const LONG = 10 * 60_000;

describe('the breaker of an account', () => {
  const { setup, stop } = createClientBench();
  /** What happens to the requests of account 1; the others are always answered. */
  let trouble:
    'outage' | 'silence' | 'bad key' | 'none' | 'slow query' | 'bad query';

  beforeEach(() => {
    trouble = 'none';
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await stop();
  });

  const start = () =>
    setup((request, response) => {
      const { account, accountId = account } = request.variables;
      if (accountId === 2 || trouble === 'none') {
        return answerAll(request, response, () => [{ n: 1 }]);
      }
      switch (trouble) {
        case 'outage':
          response.destroy();
          return undefined;
        case 'silence':
          return undefined;
        case 'bad key':
          return json(response, {}, 401);
        case 'slow query':
          return json(response, {
            data: { actor: { account: null } },
            errors: [failure('q0', 'NRDB:1109', 'TIMEOUT')],
          });
        default:
          return json(response, {
            data: { actor: { account: null } },
            errors: [failure('q0', 'NRQL Syntax Error')],
          });
      }
    });

  /** Ten questions, one after another, and how they failed. */
  async function kinds(service: Awaited<ReturnType<typeof start>>['service']) {
    const failed = [];
    for (let index = 0; index < 10; index++) {
      failed.push(
        await service.nrql(count(`T${index}`)).then(
          () => 'answered',
          error => error.kind,
        ),
      );
    }
    return new Set(failed);
  }

  it('opens in an outage of that account alone, and closes after one good probe', async () => {
    const { server, service } = await start();
    const state = () => service.status().map(({ breaker }) => breaker);

    trouble = 'outage';
    expect(await kinds(service)).toEqual(new Set(['unavailable']));
    expect(state()).toEqual(['open', 'closed', 'closed']);
    const requests = server.requests.length;
    await expect(service.nrql(count('T'))).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('left alone for a while'),
    });
    expect(server.requests).toHaveLength(requests);
    // The same key, another account.
    expect((await service.nrql(count('T', 2))).result.rows).toEqual([{ n: 1 }]);

    // One probe, which fails.
    vi.advanceTimersByTime(LONG);
    const before = server.requests.length;
    await Promise.allSettled([
      service.nrql(count('A')),
      service.alertConditions({ accountId: 1 }),
      service.searchEntities({ query: '', accountId: 1 }),
    ]);
    expect(server.requests).toHaveLength(before + 1);
    expect(state()[0]).toBe('open');

    trouble = 'none';
    vi.advanceTimersByTime(LONG);
    expect(await kinds(service)).toEqual(new Set(['answered']));
    expect(state()[0]).toBe('closed');
  });

  it.each([
    ['bad key', 'unauthorized'],
    ['bad query', 'bad-request'],
    ['slow query', 'timeout'],
  ] as const)('stays closed on a %s', async (what, kind) => {
    const { service } = await start();
    trouble = what;
    expect(await kinds(service)).toEqual(new Set([kind]));
    expect(service.status()[0]).toMatchObject({
      breaker: 'closed',
      connection: kind === 'unauthorized' ? 'refused' : 'connected',
      lastError: { kind },
    });
    trouble = 'none';
    expect(await kinds(service)).toEqual(new Set(['answered']));
    expect(service.status()[0]?.connection).toBe('connected');
  });

  it('does not close because a probe was given up', async () => {
    const { server, service } = await start();
    trouble = 'outage';
    await kinds(service);
    vi.advanceTimersByTime(LONG);
    const controller = new AbortController();
    const before = server.requests.length;
    trouble = 'silence';
    const probe = service.nrql(count('T'), { signal: controller.signal });
    probe.catch(() => {});
    await vi.waitUntil(() => server.requests.length > before, { interval: 1 });
    controller.abort(new Error('page closed'));
    await expect(probe).rejects.toThrow('page closed');
    await vi.waitUntil(() => service.status()[0]?.breaker !== 'half-open');
    expect(service.status()[0]?.breaker).toBe('open');
  });
});
