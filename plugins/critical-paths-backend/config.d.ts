import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  /** Critical paths: business flows, and whether they work. */
  criticalPaths?: {
    /**
     * How often New Relic is asked for what is new. A run without a new minute asks
     * next to nothing. Every 30 seconds when left out.
     *
     * @visibility backend
     */
    schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
    /**
     * How many NRQL queries a run may spend on filling up minutes of the past, which
     * happens once after a path is new. New Relic allows 3000 a minute and account,
     * for everything that asks it. 150 when left out.
     *
     * @visibility backend
     */
    minuteQueriesPerRun?: number;
  };
}
