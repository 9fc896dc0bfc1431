import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

/** The settings under `criticalPaths`, see `config.d.ts`. */
export interface CriticalPathsConfig {
  schedule: SchedulerServiceTaskScheduleDefinition;
  minuteQueries: number;
}

/** @throws InputError when a setting is wrong. */
export function readCriticalPathsConfig(
  config: RootConfigService,
): CriticalPathsConfig {
  const own = config.getOptionalConfig('criticalPaths');
  const minuteQueries = own?.getOptionalNumber('minuteQueriesPerRun') ?? 150;
  if (!Number.isInteger(minuteQueries) || minuteQueries < 0) {
    throw new InputError(
      `criticalPaths.minuteQueriesPerRun must be a whole number, not ${minuteQueries}`,
    );
  }
  return {
    minuteQueries,
    schedule: own?.has('schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          own.getConfig('schedule'),
        )
      : {
          frequency: { seconds: 30 },
          timeout: { minutes: 10 },
          initialDelay: { seconds: 3 },
        },
  };
}
