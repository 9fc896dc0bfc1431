import {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { z } from 'zod';
import { taskIds } from '../AwsServiceCatalogEntityProvider';
import { ProviderConfig } from '../config';
import { SnapshotStore } from '../database/SnapshotStore';
import { Scope } from '../model/items';
import { ScopeReport } from './api';

/** The scheduler's tasks as far as they concern us; see Backstage's scheduler API. */
const tasksSchema = z.object({
  tasks: z.array(
    z.object({
      taskId: z.string(),
      taskState: z
        .discriminatedUnion('status', [
          z.object({ status: z.literal('running') }),
          z.object({
            status: z.literal('idle'),
            startsAt: z.string().optional(),
          }),
        ])
        .nullish(),
    }),
  ),
});

type TaskState = Pick<ScopeReport, 'running' | 'nextRunAt'>;

/** Tells of every configured account and region how its listing is. */
export class ScopeReporter {
  private readonly options: {
    configs: readonly ProviderConfig[];
    snapshot: SnapshotStore;
    auth: AuthService;
    discovery: DiscoveryService;
    logger: LoggerService;
  };

  constructor(options: ScopeReporter['options']) {
    this.options = options;
  }

  async report(): Promise<ScopeReport[]> {
    const { configs } = this.options;
    const tasks = configs.length ? await this.readTasks() : new Map();
    const reports = await Promise.all(
      configs.map(config => this.reportProvider(config, tasks)),
    );
    return reports.flat();
  }

  private async reportProvider(
    config: ProviderConfig,
    tasks: ReadonlyMap<string, TaskState>,
  ): Promise<ScopeReport[]> {
    const { snapshot } = this.options;
    const [states, counts] = await Promise.all([
      snapshot.scopes(config.id),
      snapshot.counts(config.id),
    ]);
    return config.accounts.flatMap(account =>
      config.regions.map(region => {
        const scope = { accountId: account.id, region };
        const isScope = (other: Scope) =>
          other.accountId === scope.accountId && other.region === region;
        const state = states.find(isScope);
        const failed = state !== undefined && state.failures > 0;
        return {
          provider: config.id,
          account: account.id,
          accountName: account.name,
          region,
          status: statusOf(state, config),
          lastSuccessAt: state?.lastSuccessAt,
          lastErrorAt: failed ? state.lastAttemptAt : undefined,
          reason: state?.reason,
          notice: state?.notice,
          items: counts.find(isScope)?.count ?? 0,
          ...tasks.get(taskIds.sync(config.id, scope)),
        };
      }),
    );
  }

  /**
   * Asks the scheduler when its tasks run. What it does not tell is left out: how
   * the last listings went is worth telling all the same.
   */
  private async readTasks(): Promise<Map<string, TaskState>> {
    const { auth, discovery, logger } = this.options;
    try {
      const [baseUrl, { token }] = await Promise.all([
        discovery.getBaseUrl('catalog'),
        auth.getPluginRequestToken({
          onBehalfOf: await auth.getOwnServiceCredentials(),
          targetPluginId: 'catalog',
        }),
      ]);
      const response = await fetch(`${baseUrl}/.backstage/scheduler/v1/tasks`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      if (!response.ok) {
        throw await ResponseError.fromResponse(response);
      }
      const { tasks } = tasksSchema.parse(await response.json());
      return new Map(
        tasks.map(({ taskId, taskState }) => [taskId, toTaskState(taskState)]),
      );
    } catch (error) {
      logger.warn(`The scheduler does not tell when its tasks run: ${error}`);
      return new Map();
    }
  }
}

function statusOf(
  state: { lastSuccessAt?: string; failures: number } | undefined,
  config: ProviderConfig,
): ScopeReport['status'] {
  if (!state?.lastSuccessAt) {
    return 'never';
  }
  return state.failures >= config.limits.staleAfterFailures ? 'stale' : 'fresh';
}

function toTaskState(
  state: z.infer<typeof tasksSchema>['tasks'][number]['taskState'],
): TaskState {
  if (state?.status === 'running') {
    return { running: true };
  }
  return {
    running: state ? false : undefined,
    nextRunAt: state?.startsAt && new Date(state.startsAt).toISOString(),
  };
}
