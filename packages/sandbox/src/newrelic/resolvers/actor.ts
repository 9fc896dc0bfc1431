import { RequestContext, requireAccount } from '../context';
import { nerdGraphError } from '../errors';
import { Resolver, ResolverMap } from './types';

interface AccountSource {
  id: number;
  name: string;
}

interface NrqlArguments {
  query: string;
  timeout?: number | null;
  async?: boolean | null;
}

const user: Resolver = (_source, _args, { state }) => {
  const person = state.company.people[0];
  return {
    id: 1_002_003_004,
    name: 'Rocket',
    email: person ? `rocket@${person.email.split('@')[1]}` : null,
    timeZoneName: 'America/Sao_Paulo',
    createdAt: null,
  };
};

const accounts: Resolver = (_source, _args, { state, mayRead }) =>
  state.company.newRelicAccounts.filter(({ id }) => mayRead(id));

const account: Resolver<unknown, { id: number }> = (
  _source,
  { id },
  context,
) => {
  requireAccount(id, context);
  return context.state.company.newRelicAccounts.find(known => known.id === id);
};

const accountNrql: Resolver<AccountSource, NrqlArguments> = (
  { id },
  args,
  { nrql, operation },
) => nrql.ask({ ...args, accountIds: [id], operation });

const accountProgress: Resolver<AccountSource, { queryId: string }> = (
  { id },
  { queryId },
  { nrql },
) => nrql.progress(queryId, [id]);

const crossAccountNrql: Resolver<
  unknown,
  NrqlArguments & { accounts: number[] }
> = (_source, { accounts: accountIds, ...args }, context) => {
  requireAll(accountIds, context);
  return context.nrql.ask({
    ...args,
    accountIds,
    operation: context.operation,
  });
};

const crossAccountProgress: Resolver<
  unknown,
  { accounts: number[]; queryId: string }
> = (_source, { accounts: accountIds, queryId }, context) => {
  requireAll(accountIds, context);
  return context.nrql.progress(queryId, accountIds);
};

function requireAll(accountIds: number[], context: RequestContext): void {
  for (const id of accountIds) {
    requireAccount(id, context);
  }
  if (new Set(accountIds).size < accountIds.length) {
    throw nerdGraphError('An account is named twice', {
      errorClass: 'BAD_USER_INPUT',
    });
  }
}

const reportingEventTypes: Resolver<
  AccountSource,
  { filter?: (string | null)[] | null }
> = ({ id }, { filter }, { state }) =>
  state.events
    .eventTypes(id)
    .filter(eventType => !filter || filter.includes(eventType));

export const actorResolvers: ResolverMap = {
  RootQueryType: { actor: () => ({}) },
  Actor: {
    user,
    accounts,
    account,
    nrql: crossAccountNrql,
    nrqlQueryProgress: crossAccountProgress,
  },
  AccountOutline: { reportingEventTypes },
  Account: {
    nrql: accountNrql,
    nrqlQueryProgress: accountProgress,
    aiIssues: ({ id }: AccountSource) => ({ accountId: id }),
    alerts: ({ id }: AccountSource) => ({ accountId: id }),
  },
};
