import { z } from 'zod';
import { dimensions, outcomes, type Level } from '../words';
import { serviceScoreSchema } from './serviceScore';

export const serviceListSchema = z.object({
  items: z.array(serviceScoreSchema),
  /** Of all pages. */
  totalItems: z.int(),
});
export type ServiceList = z.infer<typeof serviceListSchema>;

/** Columns that `GET /services` sorts by; services without a value come last. */
export const serviceSortFields = [
  'title',
  'level',
  'tier',
  'owner',
  'quality',
  'coverage',
  'alerts',
  'recovery',
] as const;
export const serviceSortFieldSchema = z.enum(serviceSortFields);
export type ServiceSortField = z.infer<typeof serviceSortFieldSchema>;

/** One outcome in one dimension: `alerts.fail`. */
export const dimensionOutcomes = dimensions.flatMap(dimension =>
  outcomes.map(outcome => `${dimension}.${outcome}` as const),
);
export type DimensionOutcome = (typeof dimensionOutcomes)[number];

/** The query of `GET /services` and `GET /services.csv` (CSV has no pages). */
export interface ServiceListQuery {
  /** Any of these owners' references. */
  owner?: string[];
  /** Effective tier, any of these. */
  tier?: number[];
  /** Any of these; `none` for services under Bronze. */
  level?: Array<Level | 'none'>;
  /** Any of these outcomes. */
  outcome?: DimensionOutcome[];
  /** References of critical paths, any of these. */
  path?: string[];
  language?: string[];
  lifecycle?: string[];
  /** In title, name and owner. */
  search?: string;
  sort?: ServiceSortField;
  order?: 'asc' | 'desc';
  offset?: number;
  /** 50 when left out, 500 at most. */
  limit?: number;
}
