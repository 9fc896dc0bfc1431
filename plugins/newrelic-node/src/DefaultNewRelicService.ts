import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { metrics, type Meter } from '@opentelemetry/api';
import type { RetryPolicy } from 'cockatiel';
import {
  AccountConnection,
  type AccountPace,
} from './accounts/AccountConnection';
import {
  alertConditionsSchema,
  toAlertCondition,
} from './alerts/alertConditions';
import { readNewRelicConfig, type NewRelicConfig } from './config';
import { entitySearchSchema } from './entities/searchEntities';
import { NewRelicMetrics } from './metrics';
import { NewRelicError } from './NewRelicError';
import type {
  AlertCondition,
  NerdGraphClient,
  NerdGraphMutation,
  NerdGraphQuestion,
  NewRelicCallOptions,
  NewRelicEntity,
  NewRelicService,
  NrqlOutcome,
  NrqlQuery,
  NrqlResult,
  ResultOf,
} from './NewRelicService';
import type { NewRelicAccountStatus, NewRelicMonitor } from './NewRelicStatus';
import { NerdGraphTransport } from './nerdgraph/NerdGraphTransport';
import { ask, change, type Nullable } from './nerdgraph/ask';
import { readOperation, type NerdGraphDocument } from './nerdgraph/operation';
import {
  RocketAlertConditionsDocument,
  RocketEntitySearchDocument,
} from './nerdgraph/operations.generated';
import { readAllPages } from './nerdgraph/pages';
import { createRetryPolicy } from './nerdgraph/retry';
import { NrqlBatcher } from './nrql/NrqlBatcher';
import { askPartitioned } from './nrql/askPartitioned';
import { parseResult } from './nrql/parseResult';

/** New Relic's own default of 5 s is too short for 28 days of data. */
const defaultTimeoutSeconds = 30;

interface Account {
  connection: AccountConnection;
  batcher: NrqlBatcher;
}

export class DefaultNewRelicService
  implements NewRelicService, NerdGraphClient, NewRelicMonitor
{
  readonly accounts: NewRelicService['accounts'];
  readonly #accounts: ReadonlyMap<number, Account>;
  readonly #retry: RetryPolicy;

  /**
   * @param options - `meter`: where the client's metrics go; `retry`, `pace`:
   * other than usual, for tests
   */
  static fromConfig(
    config: Config,
    options: {
      logger: LoggerService;
      meter?: Meter;
      retry?: RetryPolicy;
      pace?: AccountPace;
    },
  ): DefaultNewRelicService {
    return new DefaultNewRelicService(readNewRelicConfig(config), {
      logger: options.logger,
      metrics: new NewRelicMetrics(
        options.meter ?? metrics.getMeter('rocket-newrelic-client'),
      ),
      retry: options.retry ?? createRetryPolicy(),
      pace: options.pace,
    });
  }

  private constructor(
    config: NewRelicConfig,
    options: {
      logger: LoggerService;
      metrics: NewRelicMetrics;
      retry: RetryPolicy;
      pace?: AccountPace;
    },
  ) {
    const { logger, retry, pace } = options;
    this.#retry = retry;
    this.accounts = config.accounts.map(account => ({
      id: account.id,
      name: account.name,
      default: account.default,
    }));
    // New Relic limits requests by user, so that accounts with one key share one line.
    const transports = new Map<string, NerdGraphTransport>();
    this.#accounts = new Map(
      config.accounts.map(account => {
        const { id, apiKey } = account;
        const transport =
          transports.get(apiKey) ??
          new NerdGraphTransport({ url: config.url, apiKey, logger });
        transports.set(apiKey, transport);
        const connection = new AccountConnection({
          account,
          transport,
          metrics: options.metrics,
          pace,
        });
        return [
          id,
          { connection, batcher: new NrqlBatcher({ connection, retry }) },
        ];
      }),
    );
    options.metrics.observe(() => this.status());
  }

  status(): NewRelicAccountStatus[] {
    return this.#connections().map(connection => connection.status());
  }

  async nrql<Result>(
    question: NrqlQuery<Result>,
    options?: NewRelicCallOptions,
  ): Promise<NrqlResult<Result>> {
    const {
      query,
      partitionBy,
      timeoutSeconds = defaultTimeoutSeconds,
    } = question;
    const { batcher, connection } = this.#account(question.accountId);
    const accountId = connection.id;
    const askOne = (text: string) =>
      batcher.ask({ query: text, timeoutSeconds }, options?.signal);
    const { rows, ...about } = await (partitionBy === undefined
      ? askOne(query)
      : askPartitioned({
          query,
          attribute: partitionBy,
          accountId,
          ask: askOne,
        }));
    const { result } = question;
    return {
      result: parseResult(rows, { result, query, accountId }),
      ...about,
    };
  }

  async nrqlAll<T extends Record<string, NrqlQuery<unknown>>>(
    queries: T,
    options?: NewRelicCallOptions,
  ): Promise<{ [K in keyof T]: NrqlOutcome<ResultOf<T[K]>> }> {
    const outcomes = await Promise.all(
      Object.entries(queries).map(async ([name, query]) => [
        name,
        await this.#outcome(query, options),
      ]),
    );
    // Object.fromEntries forgets which name has which result.
    return Object.fromEntries(outcomes) as {
      [K in keyof T]: NrqlOutcome<ResultOf<T[K]>>;
    };
  }

  async #outcome<Result>(
    query: NrqlQuery<Result>,
    options?: NewRelicCallOptions,
  ): Promise<NrqlOutcome<Result>> {
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
        ? this.#oneConnectionPerKey()
        : [this.#account(accountId).connection];
    const found = await Promise.all(
      connections.map(connection =>
        readAllPages({
          connection,
          retry: this.#retry,
          document: RocketEntitySearchDocument,
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
    this.#requireConfiguration();
    const connections =
      options.accountId === undefined
        ? this.#connections()
        : [this.#account(options.accountId).connection];
    const found = await Promise.all(
      connections.map(async connection => {
        const accountId = connection.id;
        const conditions = await readAllPages({
          connection,
          retry: this.#retry,
          document: RocketAlertConditionsDocument,
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

  async query<Data extends Nullable<Input>, Variables, Answer, Input>(
    question: NerdGraphQuestion<Data, Variables, Answer, Input>,
  ): Promise<Answer> {
    const { connection } = this.#account(question.accountId);
    requireOperation(question.document, 'query');
    return ask(question, {
      connection,
      retry: this.#retry,
      accountId: question.accountId,
    });
  }

  async mutate<Data extends Nullable<Input>, Variables, Answer, Input>(
    mutation: NerdGraphMutation<Data, Variables, Answer, Input>,
  ): Promise<Answer> {
    const { connection } = this.#account(mutation.accountId);
    requireOperation(mutation.document, 'mutation');
    return change(mutation, {
      connection,
      retry: this.#retry,
      accountId: mutation.accountId,
      idempotent: mutation.idempotent ?? false,
    });
  }

  #connections(): AccountConnection[] {
    return [...this.#accounts.values()].map(({ connection }) => connection);
  }

  /** A search sees all that its key may see: the first account of a key stands for it. */
  #oneConnectionPerKey(): AccountConnection[] {
    this.#requireConfiguration();
    const byKey = new Map<NerdGraphTransport, AccountConnection>();
    for (const connection of this.#connections()) {
      if (!byKey.has(connection.transport)) {
        byKey.set(connection.transport, connection);
      }
    }
    return [...byKey.values()];
  }

  #requireConfiguration(): void {
    if (this.#accounts.size === 0) {
      throw new NewRelicError(
        'New Relic is not configured: newRelic.accounts has no account',
        { kind: 'not-configured' },
      );
    }
  }

  #account(accountId?: number): Account {
    this.#requireConfiguration();
    const id =
      accountId ?? this.accounts.find(account => account.default)?.id ?? NaN;
    const account = this.#accounts.get(id);
    if (!account) {
      throw new NewRelicError(
        `New Relic account ${id} is not among newRelic.accounts`,
        { kind: 'not-configured', accountId: id },
      );
    }
    return account;
  }
}

/** Asking and changing are told apart, since only what asks may be repeated. */
function requireOperation(
  document: NerdGraphDocument<unknown, never>,
  type: 'query' | 'mutation',
): void {
  const operation = readOperation(document);
  if (operation.type !== type) {
    throw new TypeError(`${operation.name} is a ${operation.type}`);
  }
  if (type === 'mutation' && operation.fields > 1) {
    // Of two changes one could fail, and the error would be both's.
    throw new TypeError(`${operation.name} changes more than one thing`);
  }
}
