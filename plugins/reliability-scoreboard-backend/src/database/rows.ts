import type { Outcome } from '@rocket/plugin-reliability-scoreboard-common';

/** Rows as the migrations make them. */

export interface FactRow {
  entity_ref: string;
  family: string;
  value: string | null;
  observed_at: string | null;
  stale_since: string | null;
  stale_reason: string | null;
}

export interface ScoreRow {
  entity_ref: string;
  title: string;
  search_text: string;
  owner: string | null;
  effective_tier: number;
  level_rank: number;
  lifecycle: string;
  language: string | null;
  instrumentation: string;
  fast_lane: boolean | number;
  quality: number | null;
  coverage: number | null;
  alerts: number | null;
  recovery: number | null;
  quality_outcome: Outcome | null;
  coverage_outcome: Outcome | null;
  alerts_outcome: Outcome | null;
  recovery_outcome: Outcome | null;
  document: string;
}

export interface ScorePathRow {
  entity_ref: string;
  path_ref: string;
  path_title: string;
}

export interface HistoryRow {
  entity_ref: string;
  date: string;
  level_rank: number;
  passed: number;
  required: number;
}

export interface JoinRow {
  entity_ref: string;
  looked_for: string;
  guid: string;
}

export interface RefreshRow {
  entity_ref: string;
  asked_at: string;
}

export interface SourceRow {
  name: string;
  observed_at: string | null;
  stale_since: string | null;
  stale_reason: string | null;
}

export interface CollectionRow {
  id: number;
  started_at: string | null;
  finished_at: string | null;
  success_at: string | null;
  error_at: string | null;
  error: string | null;
  catalog_size: number | null;
}
