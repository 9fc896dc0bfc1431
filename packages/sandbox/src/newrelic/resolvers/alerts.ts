import { Edits } from '../alerts/edits';
import { Condition, Policy } from '../alerts/types';
import { nerdGraphError, notFound } from '../errors';
import { Resolver, ResolverMap } from './types';

const PAGE_SIZE = 100;

interface AlertsSource {
  accountId: number;
}

const policy: Resolver<AlertsSource, { id: string }> = (
  { accountId },
  { id },
  { state },
) => found(state.alerts.policy(accountId, id), `Policy ${id}`);

const nrqlCondition: Resolver<AlertsSource, { id: string }> = (
  { accountId },
  { id },
  { state },
) => found(state.alerts.condition(accountId, id), `Condition ${id}`);

interface PolicyCriteria {
  ids?: string[] | null;
  name?: string | null;
  nameLike?: string | null;
}

const policiesSearch: Resolver<
  AlertsSource,
  { cursor?: string | null; searchCriteria?: PolicyCriteria | null }
> = ({ accountId }, { cursor, searchCriteria }, { state }) => {
  const { ids, name, nameLike } = searchCriteria ?? {};
  const isSought = (candidate: Policy) =>
    (!ids || ids.includes(candidate.id)) &&
    isEqual(candidate.name, name) &&
    isLike(candidate.name, nameLike);
  const policies = state.alerts.policies(accountId);
  const matching = searchCriteria ? policies.filter(isSought) : policies;
  const { items, ...page } = pageOf(matching, cursor);
  return { ...page, policies: items };
};

interface ConditionCriteria {
  name?: string | null;
  nameLike?: string | null;
  policyId?: string | null;
  query?: string | null;
  queryLike?: string | null;
  termsOperator?: string | null;
}

const nrqlConditionsSearch: Resolver<
  AlertsSource,
  { cursor?: string | null; searchCriteria?: ConditionCriteria | null }
> = ({ accountId }, { cursor, searchCriteria }, { state }) => {
  const { policyId, ...criteria } = searchCriteria ?? {};
  const conditions = policyId
    ? state.alerts.conditionsOf(accountId, policyId)
    : state.alerts.conditions(accountId);
  const isSought = (condition: Condition) =>
    isEqual(condition.name, criteria.name) &&
    isLike(condition.name, criteria.nameLike) &&
    isEqual(condition.nrql.query, criteria.query) &&
    isLike(condition.nrql.query, criteria.queryLike) &&
    (!criteria.termsOperator ||
      condition.terms.some(
        ({ operator }) => operator === criteria.termsOperator,
      ));
  const matching = searchCriteria ? conditions.filter(isSought) : conditions;
  const { items, ...page } = pageOf(matching, cursor);
  return { ...page, nrqlConditions: items };
};

function isEqual(text: string, wanted: string | null | undefined): boolean {
  return (wanted ?? undefined) === undefined || text === wanted;
}

function isLike(text: string, part: string | null | undefined): boolean {
  return !part || text.toLowerCase().includes(part.toLowerCase());
}

/** A cursor is the id after which a page begins: what is deleted meanwhile shifts nothing. */
function pageOf<T extends Policy | Condition>(
  sorted: readonly T[],
  cursor: string | null | undefined,
): { items: readonly T[]; nextCursor: string | null; totalCount: number } {
  const start = cursor ? firstAfter(sorted, readCursor(cursor)) : 0;
  const items = sorted.slice(start, start + PAGE_SIZE);
  return {
    items,
    nextCursor:
      start + PAGE_SIZE < sorted.length
        ? Buffer.from(`after:${items[items.length - 1].id}`).toString('base64')
        : null,
    totalCount: sorted.length,
  };
}

/** The place of the first id that is greater. */
function firstAfter(sorted: readonly { id: string }[], id: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Number(sorted[middle].id) > id) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

function readCursor(cursor: string): number {
  const match = /^after:(\d+)$/.exec(
    Buffer.from(cursor, 'base64').toString('utf8'),
  );
  if (!match) {
    throw nerdGraphError('Invalid cursor', { errorClass: 'BAD_USER_INPUT' });
  }
  return Number(match[1]);
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) {
    throw notFound(what);
  }
  return value;
}

const conditionFields: Record<string, Resolver<Condition>> = {
  updatedAt: (condition, _args, { state }) => {
    const edits = condition.isTended && new Edits(condition);
    return edits
      ? edits.time(edits.lastUntil(state.clock()))
      : condition.updatedAt;
  },
  createdBy: () => null,
  updatedBy: () => null,
  entity: ({ targetEntity }, _args, { state }) => {
    const entity = targetEntity && state.entities.get(targetEntity);
    return entity ? { entity } : null;
  },
};

export const alertResolvers: ResolverMap = {
  AlertsAccountStitchedFields: {
    policy,
    nrqlCondition,
    policiesSearch,
    nrqlConditionsSearch,
  },
  AlertsNrqlStaticCondition: conditionFields,
  AlertsNrqlBaselineCondition: conditionFields,
};
