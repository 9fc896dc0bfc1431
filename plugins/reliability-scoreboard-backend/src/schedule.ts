import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';

const defaultSchedule: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 5 },
};

/** `reliabilityScoreboard.schedule`, or every ten minutes. */
export function readSchedule(
  config: Config,
): SchedulerServiceTaskScheduleDefinition {
  const schedule = config.getOptionalConfig('reliabilityScoreboard.schedule');
  return schedule
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
    : defaultSchedule;
}

/** How long runs are apart and may take, as far as that is known beforehand. */
export function scheduleMillis({
  frequency,
  timeout,
}: SchedulerServiceTaskScheduleDefinition): {
  frequencyMillis?: number;
  timeoutMillis: number;
} {
  return {
    // Not of a cron expression, nor of a task that only runs by hand.
    frequencyMillis:
      'cron' in frequency || 'trigger' in frequency
        ? undefined
        : toMillis(frequency),
    timeoutMillis: toMillis(timeout),
  };
}

function toMillis(duration: HumanDuration | { toMillis(): number }): number {
  return 'toMillis' in duration
    ? duration.toMillis()
    : durationToMilliseconds(duration);
}
