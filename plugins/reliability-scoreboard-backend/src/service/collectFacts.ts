import { accountOf, type NewRelicService } from '@rocket/plugin-newrelic-node';
import type {
  EntityFacts,
  Observed,
  ServiceFacts,
  SourceName,
} from '@rocket/plugin-reliability-scoreboard-common';
import type { CatalogedService } from '../catalog/readCatalog';
import { alertsCollector } from '../collectors/alerts';
import type { Collector } from '../collectors/Collector';
import { coverageCollector } from '../collectors/coverage';
import {
  EntityIndex,
  searchEntities,
  type RememberedJoin,
} from '../collectors/entities';
import { qualityCollector } from '../collectors/quality';
import { recoveryCollector } from '../collectors/recovery';
import { noFacts } from '../database/FactStore';
import { mergeFact, type Answer } from './mergeFacts';

/** By account: its answer, or why there is none. */
type AccountAnswers<T> = ReadonlyMap<number, AccountAnswer<T>>;
type AccountAnswer<T> =
  | { status: 'ok'; facts: Map<string, T> }
  | { status: 'failed'; reason: string };

export interface CollectedFacts {
  /** By entity reference, for every service that was asked about. */
  facts: Map<string, ServiceFacts>;
  /** New joins by name, by entity reference. */
  joins: Map<string, RememberedJoin>;
  /** Why sources failed; those that are not mentioned answered. */
  failures: Map<SourceName, string>;
}

/**
 * Asks New Relic about services, in a number of requests that depends on
 * accounts and pages only: one entity search, then all NRQL in one request a
 * key, and the conditions of each account.
 */
export async function collectFacts(options: {
  newRelic: NewRelicService;
  services: readonly CatalogedService[];
  before: ReadonlyMap<string, ServiceFacts>;
  joins: ReadonlyMap<string, RememberedJoin>;
  /** Only this entity; its service is the only one in `services`. */
  guid?: string;
  now: number;
  signal?: AbortSignal;
}): Promise<CollectedFacts> {
  const { services, now, signal } = options;
  const nowText = new Date(now).toISOString();
  const failures = new Map<SourceName, string>();
  const joins = new Map<string, RememberedJoin>();
  const facts = new Map<string, ServiceFacts>();

  const index = await readIndex(options);
  if (index.status === 'failed') {
    failures.set('entities', index.reason);
  }
  for (const service of services) {
    const { entityRef } = service.service;
    const before = options.before.get(entityRef) ?? noFacts();
    let answer: Answer<EntityFacts>;
    if (index.status === 'ok') {
      const { facts: value, join } = index.value.resolve(
        service,
        options.joins.get(entityRef),
      );
      answer = { status: 'ok', value };
      if (join) {
        joins.set(entityRef, join);
      }
    } else {
      answer = index;
    }
    facts.set(entityRef, {
      ...before,
      entity: mergeFact({ before: before.entity, answer, now: nowText }),
    });
  }

  // A guid of an account that we have no key for is that service's problem,
  // not the source's.
  const { accounts } = options.newRelic;
  const accountIds = new Set<number>();
  for (const { entity } of facts.values()) {
    const account = entity.value && accountOf(entity.value, accounts);
    if (account?.status === 'ok') {
      accountIds.add(account.accountId);
    }
  }
  // Asked in one tick, so that the client sends them together.
  const [quality, coverage, alerts, recovery] = await Promise.all([
    askAccounts(qualityCollector, accountIds, options),
    askAccounts(coverageCollector, accountIds, options),
    askAccounts(alertsCollector, accountIds, options),
    askAccounts(recoveryCollector, accountIds, options),
  ]);
  signal?.throwIfAborted();
  noteFailures(failures, 'quality', quality);
  noteFailures(failures, 'coverage', coverage);
  noteFailures(failures, 'alerts', alerts);
  noteFailures(failures, 'recovery', recovery);

  for (const [entityRef, own] of facts) {
    const { entity } = own;
    const merged = <T>(
      before: Observed<T>,
      collector: Collector<T>,
      answers: AccountAnswers<T>,
    ) => update({ before, entity, collector, answers, accounts, now: nowText });
    facts.set(entityRef, {
      entity,
      quality: merged(own.quality, qualityCollector, quality),
      coverage: merged(own.coverage, coverageCollector, coverage),
      alerts: merged(own.alerts, alertsCollector, alerts),
      recovery: merged(own.recovery, recoveryCollector, recovery),
    });
  }
  return { facts, joins, failures };
}

function noteFailures(
  failures: Map<SourceName, string>,
  name: SourceName,
  answers: AccountAnswers<unknown>,
): void {
  const reasons = new Set<string>();
  for (const answer of answers.values()) {
    if (answer.status === 'failed') {
      reasons.add(answer.reason);
    }
  }
  if (reasons.size > 0) {
    failures.set(name, [...reasons].join('; '));
  }
}

function update<T>(options: {
  before: Observed<T>;
  entity: Observed<EntityFacts>;
  collector: Collector<T>;
  answers: AccountAnswers<T>;
  accounts: NewRelicService['accounts'];
  now: string;
}): Observed<T> {
  const { before, entity, collector, answers, accounts, now } = options;
  if (!entity.value) {
    // Not joined: there is nothing to know, and nothing old to show.
    return entity.stale ? before : {};
  }
  const account = accountOf(entity.value, accounts);
  const answer =
    account.status === 'failed'
      ? account
      : // Every account that an entity belongs to was asked.
        (answers.get(account.accountId) as AccountAnswer<T>);
  return mergeFact({
    before,
    answer:
      answer.status === 'ok'
        ? {
            status: 'ok',
            value: answer.facts.get(entity.value.guid) ?? collector.absent,
          }
        : answer,
    now,
  });
}

async function readIndex(options: {
  newRelic: NewRelicService;
  guid?: string;
  signal?: AbortSignal;
}): Promise<
  { status: 'ok'; value: EntityIndex } | { status: 'failed'; reason: string }
> {
  try {
    return {
      status: 'ok',
      value: new EntityIndex(await searchEntities(options)),
    };
  } catch (error) {
    options.signal?.throwIfAborted();
    return { status: 'failed', reason: reasonOf(error) };
  }
}

async function askAccounts<T>(
  collector: Collector<T>,
  accountIds: ReadonlySet<number>,
  options: {
    newRelic: NewRelicService;
    guid?: string;
    now: number;
    signal?: AbortSignal;
  },
): Promise<AccountAnswers<T>> {
  const { newRelic, guid, now, signal } = options;
  const ask = async (accountId: number): Promise<AccountAnswer<T>> => {
    try {
      const facts = await collector.collect({
        newRelic,
        accountId,
        guid,
        now,
        signal,
      });
      return { status: 'ok', facts };
    } catch (error) {
      return { status: 'failed', reason: reasonOf(error) };
    }
  };
  return new Map(
    await Promise.all(
      [...accountIds].map(
        async accountId => [accountId, await ask(accountId)] as const,
      ),
    ),
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
