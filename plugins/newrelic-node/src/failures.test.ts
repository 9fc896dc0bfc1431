import { count, createClientBench, key } from './__testUtils__/clientBench';
import {
  aliasesOf,
  answerAll,
  failure,
  json,
  ok,
} from './__testUtils__/startNerdGraph';

describe('when New Relic fails', () => {
  const { logger, setup, stop } = createClientBench();

  afterEach(stop);
  beforeEach(() => logger.warn.mockClear());

  it('keeps good answers beside failed ones, and repeats only what may pass', async () => {
    const asked: string[][] = [];
    const { service } = await setup((request, response) => {
      const aliases = aliasesOf(request);
      asked.push(aliases.map(({ nrql }) => nrql.split(' ').at(-1) ?? ''));
      const errors = [];
      const account: Record<string, unknown> = {};
      for (const { alias, nrql } of aliases) {
        account[alias] = null;
        if (nrql.endsWith('Syntax')) {
          errors.push(
            failure(alias, 'NRQL Syntax Error: Error at line 1 position 9'),
          );
        } else if (nrql.endsWith('Slow')) {
          errors.push(failure(alias, 'NRDB:1109', 'TIMEOUT'));
        } else if (nrql.endsWith('Foreign')) {
          errors.push(failure(alias, 'Access denied', 'UNAUTHORIZED'));
        } else if (nrql.endsWith('Busy') && asked.length < 3) {
          errors.push(failure(alias, 'Too many', 'TOO_MANY_REQUESTS'));
        } else {
          account[alias] = ok([{ n: 1 }]);
        }
      }
      json(response, { data: { actor: { account } }, errors });
    });
    const answers = await service.nrqlAll({
      good: count('Good'),
      syntax: count('Syntax'),
      slow: count('Slow'),
      foreign: count('Foreign'),
      busy: count('Busy'),
    });
    expect(answers.good).toMatchObject({
      status: 'ok',
      result: { rows: [{ n: 1 }] },
    });
    expect(answers.busy).toMatchObject({
      status: 'ok',
      result: { rows: [{ n: 1 }] },
    });
    expect(answers.syntax).toMatchObject({
      error: {
        name: 'NewRelicError',
        kind: 'bad-request',
        query: count('Syntax').query,
        accountId: 1,
      },
    });
    expect(answers.slow).toMatchObject({ error: { kind: 'timeout' } });
    expect(answers.foreign).toMatchObject({ error: { kind: 'unauthorized' } });
    expect(asked).toEqual([
      ['Good', 'Syntax', 'Slow', 'Foreign', 'Busy'],
      ['Slow', 'Busy'],
      ['Slow', 'Busy'],
      ['Slow'],
    ]);
  });

  it.each([
    [401, {}, 'unauthorized', 1],
    [200, { errors: [badKey()] }, 'unauthorized', 1],
    [400, {}, 'bad-request', 1],
    [501, {}, 'unavailable', 1],
    [500, {}, 'unavailable', 4],
    [503, {}, 'unavailable', 4],
    [429, {}, 'rate-limited', 4],
    [200, 'half an answ', 'unavailable', 4],
    [
      200,
      { data: null, errors: [{ message: 'No field x' }] },
      'bad-request',
      1,
    ],
    [200, { data: { actor: {} } }, 'unexpected-shape', 1],
  ])(
    'HTTP %s with %j is %s after %s requests',
    async (status, body, kind, times) => {
      const { server, service } = await setup((_, response) =>
        json(response, body, status),
      );
      await expect(service.nrql(count('T'))).rejects.toMatchObject({
        kind,
        query: count('T').query,
      });
      expect(server.requests).toHaveLength(times);
    },
  );

  it('survives dropped connections', async () => {
    let times = 0;
    const { service } = await setup((request, response) => {
      if (++times < 3) {
        response.destroy();
      } else {
        answerAll(request, response, () => [{ n: 7 }]);
      }
    });
    expect((await service.nrql(count('T'))).result.rows).toEqual([{ n: 7 }]);
  });

  it('gives up at once when Retry-After is far away', async () => {
    const { server, service } = await setup((_, response) => {
      response.setHeader('Retry-After', '3600');
      json(response, {}, 429);
    });
    await expect(service.nrql(count('T'))).rejects.toMatchObject({
      kind: 'rate-limited',
    });
    expect(server.requests).toHaveLength(1);
  });

  it('shows query and shape of an unexpected row, and no value of it', async () => {
    const { service } = await setup((request, response) =>
      answerAll(request, response, () => [
        { n: 1 },
        { n: { '95': 0.25 }, customer: 'Ana' },
      ]),
    );
    const error = await service.nrql(count('T')).catch(e => e);
    expect(error).toMatchObject({ kind: 'unexpected-shape' });
    expect(error.message).toContain('Row 1');
    expect(error.message).toContain('{n: {95: number}, customer: string}');
    expect(error.message).toContain(count('T').query);
    expect(error.message).not.toContain('Ana');
  });

  it('logs a deprecation once and uses the data beside it', async () => {
    const { service } = await setup((request, response) =>
      json(response, {
        data: {
          actor: { account: { q0: ok([{ n: aliasesOf(request).length }]) } },
        },
        errors: [
          {
            message: 'This field is deprecated! Use another.',
            path: ['actor', 'account', 'q0'],
          },
        ],
      }),
    );
    await service.nrql(count('A'));
    expect((await service.nrql(count('B'))).messages).toEqual([]);
    expect(logger.warn.mock.calls).toEqual([
      [
        'New Relic warns about RocketNrql: This field is deprecated! Use another.',
      ],
    ]);
  });

  it('never puts a key in an error or the log', async () => {
    const { service } = await setup((_, response) =>
      json(response, { errors: [badKey()] }, 401),
    );
    const error = await service.nrql(count('T')).catch(e => e);
    expect(JSON.stringify([error.message, error.cause])).not.toContain(key);
    expect(JSON.stringify(logger.warn.mock.calls)).not.toContain(key);
  });
});

function badKey() {
  return { message: 'Bad key', extensions: { error_code: 'BAD_API_KEY' } };
}
