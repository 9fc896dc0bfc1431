/** What the alerts API keeps; field names and units are those of its schema. */

export type Priority = 'CRITICAL' | 'WARNING';

export interface Policy {
  id: string;
  accountId: number;
  name: string;
  incidentPreference: string;
  entityGuid: string;
}

export interface Term {
  operator:
    | 'ABOVE'
    | 'ABOVE_OR_EQUALS'
    | 'BELOW'
    | 'BELOW_OR_EQUALS'
    | 'EQUALS'
    | 'NOT_EQUALS';
  priority: Priority;
  threshold: number;
  /** Seconds. */
  thresholdDuration: number;
  thresholdOccurrences: 'ALL' | 'AT_LEAST_ONCE';
  disableEventCreation?: boolean;
  disableHealthStatusReporting?: boolean;
  prediction?: { predictBy?: number; preferPredictionViolation?: boolean };
}

/** All in seconds. */
export interface SignalSettings {
  aggregationWindow: number;
  aggregationMethod: 'CADENCE' | 'EVENT_FLOW' | 'EVENT_TIMER';
  aggregationDelay?: number;
  aggregationTimer?: number;
  evaluationDelay?: number;
  evaluationOffset?: number;
  fillOption: 'LAST_VALUE' | 'NONE' | 'STATIC';
  fillValue?: number;
  pollingFrequency?: number;
  slideBy?: number;
}

export interface Expiration {
  closeViolationsOnExpiration: boolean;
  /** Seconds. */
  expirationDuration?: number;
  ignoreOnExpectedTermination: boolean;
  openViolationOnExpiration: boolean;
}

/** What a client decides about a condition. */
export interface ConditionSettings {
  name: string;
  enabled: boolean;
  description?: string;
  runbookUrl?: string;
  titleTemplate?: string;
  targetEntity?: string;
  nrql: { query: string; dataAccountId?: number; evaluationOffset?: number };
  terms: Term[];
  signal: SignalSettings;
  expiration: Expiration;
  violationTimeLimitSeconds: number;
  violationTimeLimit?: string;
  /** Static conditions only. */
  valueFunction?: 'SINGLE_VALUE' | 'SUM';
  /** Baseline conditions only. */
  baselineDirection?: 'LOWER_ONLY' | 'UPPER_AND_LOWER' | 'UPPER_ONLY';
  /** Baseline conditions only. */
  signalSeasonality?: string;
}

export interface Condition extends ConditionSettings {
  id: string;
  accountId: number;
  policyId: string;
  type: 'STATIC' | 'BASELINE';
  entityGuid: string;
  createdAt: number;
  updatedAt: number;
  /** Whether a team of the company edits it now and then; see `Edits`. */
  isTended: boolean;
}

/** A condition as it was for a time: every change begins a new version. */
export interface ConditionVersion {
  condition: Condition;
  since: number;
  /** Still in force when undefined. */
  ended?: {
    time: number;
    cause: 'CONDITION_MODIFIED' | 'CONDITION_DISABLED' | 'CONDITION_DELETED';
  };
}
