import type { TimeRange } from '@rocket/plugin-critical-paths-common';
import type {
  Bucket,
  Deployment,
  Incident,
  SpanLatency,
} from './CriticalPathsStore';

/** PostgreSQL's driver gives big integers as text. */
type BigIntColumn = number | string;

export interface BucketRow {
  signal: string;
  resolution: number;
  begin: BigIntColumn;
  observed: number;
  valid: number;
  bad: number;
  p50: number | null;
  p95: number | null;
  p99: number | null;
  up: number;
  down: number;
}

export function toBucket(row: BucketRow): Bucket {
  return {
    ...row,
    begin: Number(row.begin),
    p50: row.p50 ?? undefined,
    p95: row.p95 ?? undefined,
    p99: row.p99 ?? undefined,
  };
}

export interface SpanRow {
  signal: string;
  range: string;
  previous: boolean | number;
  end: BigIntColumn;
  mean: number | null;
  requests: number | null;
  external: number | null;
  p50: number | null;
  p95: number | null;
  p99: number | null;
}

export function toSpan(row: SpanRow): SpanLatency {
  return {
    signal: row.signal,
    range: row.range as TimeRange,
    previous: Boolean(row.previous),
    end: Number(row.end),
    mean: row.mean ?? undefined,
    requests: row.requests ?? undefined,
    external: row.external ?? undefined,
    p50: row.p50 ?? undefined,
    p95: row.p95 ?? undefined,
    p99: row.p99 ?? undefined,
  };
}

export interface ProgressRow {
  subject: string;
  resolution: number;
  from: BigIntColumn;
  to: BigIntColumn;
}

export interface FailureRow {
  subject: string;
  at: BigIntColumn;
  reason: string;
}

export interface DeploymentRow {
  id: string;
  guid: string;
  at: BigIntColumn;
  version: string | null;
  commit: string | null;
  user: string | null;
}

export function toDeployment(row: DeploymentRow): Deployment {
  return {
    id: row.id,
    guid: row.guid,
    at: Number(row.at),
    version: row.version ?? undefined,
    commit: row.commit ?? undefined,
    user: row.user ?? undefined,
  };
}

export interface IncidentRow {
  id: string;
  guid: string;
  opened: BigIntColumn;
  closed: BigIntColumn | null;
  title: string;
  priority: string | null;
}

export function toIncident(row: IncidentRow): Incident {
  const { priority } = row;
  return {
    id: row.id,
    guid: row.guid,
    opened: Number(row.opened),
    closed: row.closed === null ? undefined : Number(row.closed),
    title: row.title,
    priority:
      priority === 'critical' || priority === 'warning' ? priority : undefined,
  };
}
