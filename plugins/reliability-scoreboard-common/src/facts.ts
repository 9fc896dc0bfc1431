import type { Stale } from './api';

/** What is known of one fact family of one service, and since when. */
export interface Observed<T> {
  /** Left out when it was never observed. */
  value?: T;
  /** ISO 8601, UTC. */
  observedAt?: string;
  stale?: Stale;
}

/** The service as an entity of New Relic. */
export interface EntityFacts {
  guid: string;
  accountId: number;
  foundByName: boolean;
  /** Left out when New Relic does not know the guid. */
  known?: {
    name: string;
    url?: string;
    reporting: boolean;
    /** False when no alert condition watches it. */
    watched: boolean;
    serviceLevels: Array<{
      name: string;
      /** Percent. */
      targets: number[];
    }>;
  };
}

/** Requests of two rolling windows; zero requests is no data. */
export interface QualityFacts {
  lastWeek: { valid: number; bad: number; p95Milliseconds?: number };
  last28Days: { valid: number; bad: number };
}

/** The last report of the test coverage; left out when there is none. */
export interface CoverageFacts {
  report?: {
    linesTotal: number;
    linesCovered: number;
    /** ISO 8601, UTC. */
    reportedAt: string;
  };
}

/** An alert condition, as far as the standard set asks for it. */
export interface ConditionFacts {
  id: string;
  name: string;
  enabled: boolean;
  type: 'STATIC' | 'BASELINE' | 'OUTLIER';
  nrql: string;
  targetEntity?: string;
  aggregationWindowSeconds?: number;
  opensOnSignalLoss: boolean;
  baselineDirection?: 'LOWER_ONLY' | 'UPPER_AND_LOWER' | 'UPPER_ONLY';
  /** Terms that open critical incidents. */
  criticalTerms: number;
}

export interface AlertFacts {
  /** Those that are about this service. */
  conditions: ConditionFacts[];
}

/** An incident of the last 28 days. Times are epoch milliseconds. */
export interface Incident {
  openedAt: number;
  /** Critical incidents call people; warnings do not. */
  critical: boolean;
  /** Left out while it is open. */
  closedAt?: number;
  /** New Relic's `closeCause`. */
  closeCause?: string;
}

export interface RecoveryFacts {
  incidents: Incident[];
}

/** All that the rules look at. */
export interface ServiceFacts {
  entity: Observed<EntityFacts>;
  quality: Observed<QualityFacts>;
  coverage: Observed<CoverageFacts>;
  alerts: Observed<AlertFacts>;
  recovery: Observed<RecoveryFacts>;
}
