import type {
  Counts,
  CriticalPathEntity,
  TimeRange,
} from '@rocket/plugin-critical-paths-common';
import type { ComponentFacts } from '../service/components';
import type { StoredState } from '../service/storedState';

/** A critical path as the catalog last told it. */
export interface StoredPath {
  entityRef: string;
  entity: CriticalPathEntity;
  /** Missing until the path was judged for the first time. */
  state?: StoredState;
}

/** Requests of a signal in one bucket of time. Instants are seconds since the epoch, latencies milliseconds. */
export interface Bucket extends Counts {
  signal: string;
  /** Width in seconds. */
  resolution: number;
  begin: number;
  /** How many of its seconds were observed; less than its width in the newest one. */
  observed: number;
  /** Missing without requests; so are `p95` and `p99`. */
  p50?: number;
  p95?: number;
  p99?: number;
  /** Minutes of it that are known to be up or down. */
  up: number;
  down: number;
}

/** A bucket as New Relic tells it; uptime comes from the minutes. */
export type ObservedBucket = Omit<Bucket, 'up' | 'down'>;

/** Latency of a signal over a whole range, in milliseconds; nothing without requests. */
export interface SpanLatency {
  signal: string;
  range: TimeRange;
  /** Whether it is the same span one week before. */
  previous: boolean;
  /** End of the span, seconds since the epoch. */
  end: number;
  /** How many requests it is of. */
  requests?: number;
  mean?: number;
  /** Mean time in calls to other services; missing when New Relic did not measure it. */
  external?: number;
  p50?: number;
  p95?: number;
  p99?: number;
}

/** What has been observed without a gap; seconds since the epoch. */
export interface Progress {
  /** A signal's id, or the name of another source. */
  subject: string;
  /** 0 for what has no buckets. */
  resolution: number;
  from: number;
  to: number;
}

/** A subject whose last question was not answered. */
export interface Failure {
  subject: string;
  /** Seconds since the epoch. */
  at: number;
  /** A sentence. */
  reason: string;
}

export interface Deployment {
  id: string;
  /** New Relic's entity. */
  guid: string;
  /** Seconds since the epoch. */
  at: number;
  version?: string;
  commit?: string;
  user?: string;
}

export interface Incident {
  id: string;
  /** New Relic's entity. */
  guid: string;
  /** Seconds since the epoch; so is `closed`. */
  opened: number;
  /** Missing while it is open. */
  closed?: number;
  title: string;
  priority?: 'critical' | 'warning';
}

/** Half-open: `begin` is in it, `end` is not. Seconds since the epoch. */
export interface Interval {
  begin: number;
  end: number;
}

/** Everything that critical paths remember; see the migrations for how. */
export interface CriticalPathsStore {
  /** Makes the stored paths and components exactly these; states of paths that stay are kept. */
  replaceDefinitions(definitions: {
    paths: Array<Omit<StoredPath, 'state'>>;
    components: ComponentFacts[];
  }): Promise<void>;
  paths(): Promise<StoredPath[]>;
  path(entityRef: string): Promise<StoredPath | undefined>;
  components(): Promise<Map<string, ComponentFacts>>;
  saveStates(states: ReadonlyMap<string, StoredState>): Promise<void>;

  /** Adds or replaces counts and percentiles; uptime of buckets that exist is kept. */
  saveBuckets(buckets: ObservedBucket[]): Promise<void>;
  /** Replaces the uptime of buckets that exist. */
  saveUptime(buckets: Bucket[]): Promise<void>;
  /** Buckets that begin in one of the intervals, oldest first. */
  buckets(options: {
    signals: readonly string[];
    resolution: number;
    intervals: readonly Interval[];
  }): Promise<Bucket[]>;
  /** Sums of the requests of each signal; signals without a bucket are left out. */
  sums(options: {
    signals: readonly string[];
    resolution: number;
    interval: Interval;
  }): Promise<Map<string, Counts>>;

  saveSpans(spans: SpanLatency[]): Promise<void>;
  spans(options: {
    signals: readonly string[];
    range?: TimeRange;
  }): Promise<SpanLatency[]>;

  saveProgress(progress: Progress[]): Promise<void>;
  progress(): Promise<Progress[]>;
  /** Remembers failures, and forgets those of subjects that answered. */
  saveOutcomes(outcomes: {
    failed: Failure[];
    answered: readonly string[];
  }): Promise<void>;
  failures(): Promise<Map<string, Failure>>;

  saveDeployments(deployments: Deployment[]): Promise<void>;
  /** Of some entities, oldest first. */
  deployments(options: {
    guids: readonly string[];
    interval: Interval;
  }): Promise<Deployment[]>;
  saveIncidents(incidents: Incident[]): Promise<void>;
  /** Incidents of some entities that were open at some time of the interval, oldest first. */
  incidents(options: {
    guids: readonly string[];
    interval: Interval;
  }): Promise<Incident[]>;

  /** Removes what is older than it is kept, and everything about signals that no path has any more. */
  prune(options: {
    /** Signals in use, with how old their minutes may get. */
    signals: ReadonlyMap<string, { keepMinutesFrom: number }>;
    /** By resolution in seconds, other than minutes. */
    keepFrom: ReadonlyMap<number, number>;
    keepEventsFrom: number;
  }): Promise<void>;
}
