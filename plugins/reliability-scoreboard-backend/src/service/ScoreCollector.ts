import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NewRelicService } from '@rocket/plugin-newrelic-node';
import {
  scoreService,
  sourceNames,
} from '@rocket/plugin-reliability-scoreboard-common';
import {
  readCatalog,
  readService,
  type CatalogedService,
} from '../catalog/readCatalog';
import type { CollectionStore } from '../database/CollectionStore';
import { noFacts, type FactStore } from '../database/FactStore';
import type { RefreshStore } from '../database/RefreshStore';
import type { ScoreStore } from '../database/ScoreStore';
import { collectFacts } from './collectFacts';
import { TooSoonError } from './TooSoonError';

const dayMillis = 24 * 60 * 60 * 1000;
const historyDays = 365;
/** New Relic's limits are shared by all that ask: one service, once a minute. */
const refreshIntervalMillis = 60_000;

/** Asks New Relic, judges, and stores: all services, or one of them. */
export class ScoreCollector {
  readonly #deps: {
    auth: AuthService;
    catalog: CatalogService;
    logger: LoggerService;
    newRelic: NewRelicService;
    facts: FactStore;
    scores: ScoreStore;
    collection: CollectionStore;
    refreshes: RefreshStore;
    clock: () => number;
  };

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    logger: LoggerService;
    newRelic: NewRelicService;
    facts: FactStore;
    scores: ScoreStore;
    collection: CollectionStore;
    refreshes: RefreshStore;
    /** Epoch milliseconds. */
    clock?: () => number;
  }) {
    this.#deps = { ...options, clock: options.clock ?? Date.now };
  }

  /**
   * One run over all services of the catalog. Sources that fail leave the last
   * good facts in place; only what the catalog says is gone is removed.
   */
  async collectAll(signal?: AbortSignal): Promise<void> {
    const { collection, logger } = this.#deps;
    await collection.started({ at: this.#now().text });
    try {
      const { catalogSize, failures } = await this.#collectAll(signal);
      const error = failures.length > 0 ? failures.join('; ') : undefined;
      if (error) {
        logger.warn(`Scores are partly stale: ${error}`);
      }
      await collection.finished({ at: this.#now().text, error, catalogSize });
    } catch (error) {
      await collection.finished({
        at: this.#now().text,
        error: error instanceof Error ? error.message : String(error),
      });
      throw error;
    }
  }

  async #collectAll(
    signal?: AbortSignal,
  ): Promise<{ catalogSize: number; failures: string[] }> {
    const { auth, catalog, collection, logger, scores } = this.#deps;
    const { services, pathCount } = await readCatalog({
      catalog,
      credentials: await auth.getOwnServiceCredentials(),
    });
    const catalogSize = services.length + pathCount;
    if (services.length === 0) {
      // A catalog that has just started; it is no reason to forget anything.
      return { catalogSize, failures: [] };
    }
    const failures = await this.#score(services, { signal });
    await scores.keepOnly(
      new Set(services.map(({ service }) => service.entityRef)),
    );
    const { text, millis } = this.#now();
    await scores.forgetHistoryBefore(
      new Date(millis - historyDays * dayMillis).toISOString().slice(0, 10),
    );
    for (const name of sourceNames) {
      await collection.noteSource({
        name,
        at: text,
        failure: failures.get(name),
      });
    }
    logger.info(`Scored ${services.length} services`);
    return {
      catalogSize,
      failures: [...failures].map(([name, reason]) => `${name}: ${reason}`),
    };
  }

  /**
   * One service, now.
   *
   * @throws NotFoundError when the catalog has no such service
   * @throws TooSoonError when it was asked for less than a minute ago
   */
  async collectOne(entityRef: string): Promise<void> {
    const { auth, catalog, refreshes } = this.#deps;
    const service = await readService({
      catalog,
      credentials: await auth.getOwnServiceCredentials(),
      entityRef,
    });
    if (!service) {
      throw new NotFoundError(`No service ${entityRef} in the catalog`);
    }
    const waitMillis = await refreshes.take({
      entityRef: service.service.entityRef,
      now: this.#now().millis,
      intervalMillis: refreshIntervalMillis,
    });
    if (waitMillis > 0) {
      throw new TooSoonError({
        message: `${service.service.title} was refreshed less than a minute ago`,
        waitMillis,
      });
    }
    await this.#score([service], { one: true });
  }

  async #score(
    services: CatalogedService[],
    options: { one?: boolean; signal?: AbortSignal },
  ) {
    const { facts: store, newRelic, scores } = this.#deps;
    const now = this.#now();
    const one = options.one ? services[0] : undefined;
    const [before, joins] = await Promise.all([
      store.read(one?.service.entityRef),
      store.readJoins(),
    ]);
    const collected = await collectFacts({
      newRelic,
      services,
      before,
      joins,
      guid:
        one &&
        (one.annotations.guid ??
          before.get(one.service.entityRef)?.entity.value?.guid),
      now: now.millis,
      signal: options.signal,
    });
    await store.write(collected.facts);
    await store.writeJoins(collected.joins);
    await scores.write(
      services.map(({ service }) =>
        scoreService({
          service,
          facts: collected.facts.get(service.entityRef) ?? noFacts(),
          now: now.text,
        }),
      ),
    );
    return collected.failures;
  }

  #now(): { millis: number; text: string } {
    const millis = this.#deps.clock();
    return { millis, text: new Date(millis).toISOString() };
  }
}
