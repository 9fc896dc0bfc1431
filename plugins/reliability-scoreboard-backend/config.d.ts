import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  /** The reliability scoreboard. */
  reliabilityScoreboard?: {
    /**
     * How often New Relic is asked about all services. Every 10 minutes, with 5
     * minutes at most for one run, when left out.
     */
    schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
  };
}
