import type { RecoveryStatistics, StandardAlert } from '../api';
import type {
  CoverageFacts,
  EntityFacts,
  Observed,
  QualityFacts,
  ServiceFacts,
} from '../facts';
import type { Dimension, Level, Tier, Unit } from '../words';

/** What a rule asks for, stricter for more critical tiers. */
export interface Threshold {
  comparison: 'at-least' | 'at-most';
  unit: Unit;
  byTier: Record<Tier, number>;
}

/** Facts, and what is derived from them once for all rules. */
export interface Evidence {
  entity: Observed<EntityFacts>;
  quality: Observed<QualityFacts>;
  coverage: Observed<CoverageFacts>;
  recovery: Observed<RecoveryStatistics>;
  /** The standard set; left out without conditions or guid to compare. */
  alerts: Observed<StandardAlert[]>;
  /** Critical incidents of 28 days, however they ended: how often people were called. */
  rung: Observed<number>;
}

export type Finding =
  /** Not observed, or nothing to judge; the sentence says what is missing. */
  | { kind: 'nothing'; because: string }
  /** To be compared with the rule's threshold. */
  | {
      kind: 'number';
      value: number;
      /** Begins the verdict: "p95 latency", "Test coverage". */
      subject: string;
      /** Ends the verdict: "over the last 7 days". */
      window: string;
      /** The whole verdict, where a comparison with the threshold would read oddly. */
      sentence?: string;
    }
  /** Judged by the rule itself; the sentence is the verdict. */
  | { kind: 'state'; good: boolean; sentence: string };

export interface Rule {
  id: string;
  title: string;
  level: Level;
  dimension: Dimension;
  /** Effective tiers that it is asked of. */
  tiers: readonly Tier[];
  /** Required in the fast lane too. */
  essential?: boolean;
  /** Not asked of deprecated services: nobody should invest in them. */
  living?: boolean;
  /** Only together with findings of kind `number`. */
  threshold?: Threshold;
  why: string;
  howToFix: string;
  /** The fact family it looks at: the age of its verdict. */
  source: keyof ServiceFacts;
  /** The NRQL behind it, for one service. */
  nrql?: (guid: string) => string;
  examine(evidence: Evidence, tier: Tier): Finding;
}

export const allTiers: readonly Tier[] = [0, 1, 2, 3];
/** All but tools that hardly anyone waits for. */
export const upToTier2: readonly Tier[] = [0, 1, 2];
export const upToTier1: readonly Tier[] = [0, 1];
