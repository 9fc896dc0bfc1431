import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NewRelicService } from '@rocket/plugin-newrelic-node';
import { ChangeCollector } from '../collectors/ChangeCollector';
import type { WantedSignal } from '../collectors/jobs';
import {
  ENTRY_MINUTES_HORIZON,
  lastWholeMinute,
  RESOLUTIONS,
} from '../collectors/plan';
import { SignalCollector } from '../collectors/SignalCollector';
import type { CriticalPathsStore } from '../database/CriticalPathsStore';
import { judgePaths } from './judgePaths';
import { pathContext, type PathContext } from './pathContext';
import { refreshDefinitions } from './refreshDefinitions';
import { settleUptime } from './settleUptime';

/** Minutes are kept a day longer than they are needed, so that pruning never races with reading. */
const DAY = 24 * 3600;

/**
 * One run of the collector: takes the paths over from the catalog, asks New Relic
 * for what is new, and judges. Each part stores what it has before the next begins;
 * a part that fails leaves what is stored, and the next run goes on from there.
 */
export class CollectTask {
  private readonly store: CriticalPathsStore;
  private readonly newRelic: NewRelicService;
  private readonly catalog: CatalogService;
  private readonly auth: AuthService;
  private readonly logger: LoggerService;
  private readonly minuteQueries: number;
  private readonly now: () => number;

  /** @param options - `minuteQueries`: how many questions a run may spend on minutes of the past; `now` is in milliseconds since the epoch. */
  constructor(options: {
    store: CriticalPathsStore;
    newRelic: NewRelicService;
    catalog: CatalogService;
    auth: AuthService;
    logger: LoggerService;
    minuteQueries: number;
    now?: () => number;
  }) {
    this.store = options.store;
    this.newRelic = options.newRelic;
    this.catalog = options.catalog;
    this.auth = options.auth;
    this.logger = options.logger;
    this.minuteQueries = options.minuteQueries;
    this.now = options.now ?? Date.now;
  }

  async run(signal?: AbortSignal): Promise<void> {
    const { store, newRelic, catalog, auth, logger } = this;
    try {
      await refreshDefinitions({
        store,
        catalog,
        auth,
        newRelic,
        logger,
        signal,
      });
    } catch (error) {
      logger.warn(
        `The catalog gave no critical paths, so the stored ones stay: ${error}`,
      );
    }
    const until = lastWholeMinute(this.now());
    const contexts = await this.contexts();
    const wanted = wantedSignals(contexts);
    await new ChangeCollector({ store, newRelic }).collect({
      accounts: new Map(
        wanted.map(entry => [entry.signal.guid, entry.signal.accountId]),
      ),
      until,
      signal,
    });
    await new SignalCollector({ store, newRelic }).collect({
      wanted,
      until,
      minuteQueries: this.minuteQueries,
      onMinutes: async minutes => {
        await settleUptime({ store, minutes, until });
        // Pages need not wait for the past to be filled up.
        if (minutes.some(({ end }) => end === until)) {
          await judgePaths({ store, until });
        }
      },
      signal,
    });
    await judgePaths({ store, until });
  }

  /** Removes what is older than it is kept. */
  async prune(): Promise<void> {
    const until = lastWholeMinute(this.now());
    const wanted = wantedSignals(await this.contexts());
    const [minutes, ...coarse] = RESOLUTIONS;
    await this.store.prune({
      signals: new Map(
        wanted.map(({ signal, isEntry }) => [
          signal.id,
          {
            keepMinutesFrom:
              until - (isEntry ? ENTRY_MINUTES_HORIZON + DAY : minutes.keep),
          },
        ]),
      ),
      keepFrom: new Map(
        coarse.map(({ seconds, keep }) => [seconds, until - keep]),
      ),
      keepEventsFrom: until - Math.max(...coarse.map(({ keep }) => keep)),
    });
  }

  private async contexts(): Promise<PathContext[]> {
    const [paths, components] = await Promise.all([
      this.store.paths(),
      this.store.components(),
    ]);
    return paths.map(path => pathContext(path, components));
  }
}

/** Every signal of some paths once, the entries first. */
function wantedSignals(contexts: readonly PathContext[]): WantedSignal[] {
  const wanted = new Map<string, WantedSignal>();
  for (const { path, signals } of contexts) {
    const entry = signals.steps.get(path.entity.spec.entry);
    if (entry) {
      wanted.set(entry.id, { signal: entry, isEntry: true });
    }
  }
  for (const { signals } of contexts) {
    for (const signal of [
      ...signals.steps.values(),
      ...[...signals.transactions.values()].flat(),
    ]) {
      if (!wanted.has(signal.id)) {
        wanted.set(signal.id, { signal, isEntry: false });
      }
    }
  }
  return [...wanted.values()];
}
