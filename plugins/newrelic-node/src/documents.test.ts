import { z } from 'zod';
import { setupStandIn } from './__testUtils__/standIn';
import type { DefaultNewRelicService } from './DefaultNewRelicService';
import { TypedDocumentString } from './nerdgraph/operations.generated';

const createPolicy = {
  document: new TypedDocumentString<
    { alertsPolicyCreate: { id: string; name: string } | null },
    { accountId: number; name: string }
  >(`mutation CreatePolicy($accountId: Int!, $name: String!) {
    alertsPolicyCreate(
      accountId: $accountId
      policy: { name: $name, incidentPreference: PER_CONDITION }
    ) { id name }
  }`),
  answer: z.object({
    alertsPolicyCreate: z.object({ id: z.string(), name: z.string() }),
  }),
};

const findPolicies = {
  document: new TypedDocumentString<
    {
      actor: {
        account: {
          alerts: { policiesSearch: { totalCount: number } | null } | null;
        } | null;
      } | null;
    },
    { accountId: number; name: string }
  >(`query FindPolicies($accountId: Int!, $name: String!) {
    actor {
      account(id: $accountId) {
        alerts { policiesSearch(searchCriteria: { name: $name }) { totalCount } }
      }
    }
  }`),
  answer: z
    .object({
      actor: z.object({
        account: z.object({
          alerts: z.object({
            policiesSearch: z.object({ totalCount: z.number() }),
          }),
        }),
      }),
    })
    .transform(({ actor }) => actor.account.alerts.policiesSearch.totalCount),
};

describe('documents of others', () => {
  const standIn = setupStandIn({ seed: 'documents' });
  const [{ id: accountId }] = standIn.company.newRelicAccounts;
  let newRelic: DefaultNewRelicService;

  beforeEach(() => {
    newRelic = standIn.createClient();
  });

  const create = (name: string, rest: { idempotent?: boolean } = {}) =>
    newRelic.mutate({
      ...createPolicy,
      variables: { accountId, name },
      ...rest,
    });
  const policiesNamed = (name: string) =>
    newRelic.query({ ...findPolicies, variables: { accountId, name } });
  const countRequests = async (operation: string) =>
    (await standIn.statistics()).requests[operation];

  it('are asked and changed with typed variables and answers', async () => {
    const created = await create('Typed');
    expect(created.alertsPolicyCreate).toEqual({
      id: expect.any(String),
      name: 'Typed',
    });
    expect(await policiesNamed('Typed')).toBe(1);
  });

  it('repeats a question after an outage', async () => {
    await standIn.injectFaults({ kind: 'drop', times: 2 });
    expect(await policiesNamed('Nobody')).toBe(0);
    expect(await countRequests('FindPolicies')).toBe(3);
  });

  it.each([
    [{ kind: 'drop' }, 'unavailable'],
    [{ kind: 'http', status: 502 }, 'unavailable'],
    [{ kind: 'truncate' }, 'unavailable'],
    [{ kind: 'error', errorClass: 'INTERNAL_SERVER_ERROR' }, 'unavailable'],
  ])(
    'does not repeat a change after %j, which proves nothing',
    async (fault, kind) => {
      await standIn.injectFaults({ ...fault, times: 1 });
      await expect(create('Once')).rejects.toMatchObject({
        name: 'NewRelicError',
        kind,
        message: expect.stringContaining('not known whether'),
      });
      expect(await countRequests('CreatePolicy')).toBe(1);
    },
  );

  it('makes a change once that was only refused for the rate', async () => {
    await standIn.injectFaults({
      kind: 'http',
      status: 429,
      retryAfterSeconds: 0,
      times: 2,
    });
    await create('Refused');
    expect(await countRequests('CreatePolicy')).toBe(3);
    expect(await policiesNamed('Refused')).toBe(1);
  });

  it('repeats a change that is as good twice', async () => {
    await standIn.injectFaults({ kind: 'http', status: 502, times: 1 });
    await create('Twice', { idempotent: true });
    expect(await countRequests('CreatePolicy')).toBe(2);
  });

  it('tells what New Relic has against a change', async () => {
    const error = await create('').catch(e => e);
    expect(error).toMatchObject({ name: 'NewRelicError', kind: 'bad-request' });
    expect(await countRequests('CreatePolicy')).toBe(1);
  });

  it('shows the operation and the shape of an unexpected answer', async () => {
    await expect(
      newRelic.query({
        ...findPolicies,
        variables: { accountId, name: 'x' },
        answer: findPolicies.answer.pipe(z.number().negative()),
      }),
    ).rejects.toMatchObject({
      kind: 'unexpected-shape',
      message: expect.stringMatching(
        /FindPolicies.*Too big.*\{totalCount: number\}/,
      ),
    });
  });

  it('does not compile when the answer has more than was asked for', () => {
    const answer = z.object({
      alertsPolicyCreate: z.object({ no: z.string() }),
    });
    const wrong = () =>
      newRelic.mutate({
        // @ts-expect-error The document does not ask for `no`.
        document: createPolicy.document,
        variables: { accountId, name: 'x' },
        answer,
      });
    expect(wrong).toBeTypeOf('function');
  });

  it('does not ask by a mutation, nor change two things at once', async () => {
    const variables = { accountId, name: 'x' };
    await expect(
      newRelic.query({ ...createPolicy, variables }),
    ).rejects.toThrow('CreatePolicy is a mutation');
    const two = new TypedDocumentString<unknown, object>(
      'mutation Two { a: taggingDelete { ok } b: taggingDelete { ok } }',
    );
    await expect(
      newRelic.mutate({ document: two, variables: {}, answer: z.unknown() }),
    ).rejects.toThrow('Two changes more than one thing');
    expect((await standIn.statistics()).requests).toEqual({});
  });

  it('can be given up', async () => {
    await standIn.injectFaults({ kind: 'hang', times: 1 });
    const controller = new AbortController();
    const asked = newRelic.query({
      ...findPolicies,
      variables: { accountId, name: 'x' },
      signal: controller.signal,
    });
    controller.abort(new Error('page closed'));
    await expect(asked).rejects.toThrow('page closed');
  });
});
