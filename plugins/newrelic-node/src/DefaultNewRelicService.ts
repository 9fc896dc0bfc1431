import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { RetryPolicy } from 'cockatiel';
import {
  alertConditionsDocument,
  alertConditionsSchema,
  toAlertCondition,
} from './alerts/alertConditions';
import { readNewRelicConfig, type NewRelicConfig } from './config';
import {
  entitySearchDocument,
  entitySearchSchema,
} from './entities/searchEntities';
import { NewRelicError } from './NewRelicError';
import type {
  AlertCondition,
  NewRelicCallOptions,
  NewRelicEntity,
  NewRelicService,
  NrqlOutcome,
  NrqlQuery,
  NrqlResult,
  RowOf,
} from './NewRelicService';
import { NerdGraphTransport } from './nerdgraph/NerdGraphTransport';
import { readAllPages } from './nerdgraph/pages';
import { createRetryPolicy } from './nerdgraph/retry';
import { NrqlBatcher } from './nrql/NrqlBatcher';
import { parseRows } from './nrql/parseRows';

/** New Relic's own default of 5 s is too short for 28 days of data. */
const defaultTimeoutSeconds = 30;

/** What belongs to one key: its limits are shared by all its accounts. */
interface Connection {
  transport: NerdGraphTransport;
  batcher: NrqlBatcher;
}

export class DefaultNewRelicService implements NewRelicService {
  readonly accounts: NewRelicService['accounts'];
  readonly #connections: ReadonlyMap<number, Connection>;
  readonly #retry: RetryPolicy;

  /** @param options - `retry`: another policy than the usual one, for tests */
  static fromConfig(
    config: Config,
    options: { logger: LoggerService; retry?: RetryPolicy },
  ): DefaultNewRelicService {
    return new DefaultNewRelicService(readNewRelicConfig(config), {
      logger: options.logger,
      retry: options.retry ?? createRetryPolicy(),
    });
  }

  private constructor(
    config: NewRelicConfig,
    options: { logger: LoggerService; retry: RetryPolicy },
  ) {
    const { logger, retry } = options;
    this.#retry = retry;
    this.accounts = config.accounts.map(account => ({
      id: account.id,
      name: account.name,
      default: account.default,
    }));
    const byKey = new Map<string, Connection>();
    this.#connections = new Map(
      config.accounts.map(({ id, apiKey }) => {
        let connection = byKey.get(apiKey);
        if (!connection) {
          const transport = new NerdGraphTransport({
            url: config.url,
            apiKey,
            logger,
          });
          connection = {
            transport,
            batcher: new NrqlBatcher({ transport, retry }),
          };
          byKey.set(apiKey, connection);
        }
        return [id, connection];
      }),
    );
  }

  async nrql<R>(
    { query, row, accountId, timeoutSeconds }: NrqlQuery<R>,
    options?: NewRelicCallOptions,
  ): Promise<NrqlResult<R>> {
    const account = this.#account(accountId);
    const answer = await account.connection.batcher.ask(
      {
        query,
        accountId: account.id,
        timeoutSeconds: timeoutSeconds ?? defaultTimeoutSeconds,
      },
      options?.signal,
    );
    return {
      ...answer,
      rows: parseRows(answer.rows, { row, query, accountId: account.id }),
    };
  }

  async nrqlAll<T extends Record<string, NrqlQuery<unknown>>>(
    queries: T,
    options?: NewRelicCallOptions,
  ): Promise<{ [K in keyof T]: NrqlOutcome<RowOf<T[K]>> }> {
    const outcomes = await Promise.all(
      Object.entries(queries).map(async ([name, query]) => [
        name,
        await this.#outcome(query, options),
      ]),
    );
    // Object.fromEntries forgets which name has which row type.
    return Object.fromEntries(outcomes) as {
      [K in keyof T]: NrqlOutcome<RowOf<T[K]>>;
    };
  }

  async #outcome<R>(
    query: NrqlQuery<R>,
    options?: NewRelicCallOptions,
  ): Promise<NrqlOutcome<R>> {
    try {
      return { status: 'ok', ...(await this.nrql(query, options)) };
    } catch (error) {
      if (error instanceof NewRelicError) {
        return { status: 'failed', error };
      }
      throw error;
    }
  }

  async searchEntities(
    options: { query: string; accountId?: number } & NewRelicCallOptions,
  ): Promise<NewRelicEntity[]> {
    const { accountId, query, signal } = options;
    const connections =
      accountId === undefined
        ? new Set(this.#configured())
        : [this.#account(accountId).connection];
    const found = await Promise.all(
      [...connections].map(({ transport }) =>
        readAllPages({
          transport,
          retry: this.#retry,
          document: entitySearchDocument,
          variables: { query },
          page: entitySearchSchema,
          subject: `the entity search ${query}`,
          accountId,
          signal,
        }),
      ),
    );
    // Two keys may see the same entity.
    const byGuid = new Map(found.flat().map(entity => [entity.guid, entity]));
    return [...byGuid.values()].filter(
      entity => accountId === undefined || entity.accountId === accountId,
    );
  }

  async alertConditions(
    options: { accountId?: number } & NewRelicCallOptions = {},
  ): Promise<AlertCondition[]> {
    const accountIds =
      options.accountId === undefined
        ? [...this.#connections.keys()]
        : [options.accountId];
    this.#configured();
    const found = await Promise.all(
      accountIds.map(async accountId => {
        const conditions = await readAllPages({
          transport: this.#account(accountId).connection.transport,
          retry: this.#retry,
          document: alertConditionsDocument,
          variables: { accountId },
          page: alertConditionsSchema,
          subject: `the alert conditions of account ${accountId}`,
          accountId,
          signal: options.signal,
        });
        return conditions.map(condition =>
          toAlertCondition(condition, accountId),
        );
      }),
    );
    return found.flat();
  }

  #configured(): Connection[] {
    const connections = [...this.#connections.values()];
    if (connections.length === 0) {
      throw new NewRelicError(
        'New Relic is not configured: newRelic.accounts has no account',
        { kind: 'unauthorized' },
      );
    }
    return connections;
  }

  #account(accountId?: number): { id: number; connection: Connection } {
    this.#configured();
    const id =
      accountId ?? this.accounts.find(account => account.default)?.id ?? NaN;
    const connection = this.#connections.get(id);
    if (!connection) {
      throw new NewRelicError(
        `New Relic account ${id} is not among newRelic.accounts`,
        { kind: 'unauthorized', accountId: id },
      );
    }
    return { id, connection };
  }
}
