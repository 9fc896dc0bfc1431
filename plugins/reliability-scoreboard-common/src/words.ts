import { z } from 'zod';

/** The rungs of the ladder, lowest first. */
export const levels = ['bronze', 'silver', 'gold'] as const;
export const levelSchema = z.enum(levels);
export type Level = z.infer<typeof levelSchema>;

export const dimensions = [
  'quality',
  'coverage',
  'alerts',
  'recovery',
] as const;
export const dimensionSchema = z.enum(dimensions);
export type Dimension = z.infer<typeof dimensionSchema>;

/** Five different things, everywhere: zero requests is no data, not 0 % errors. */
export const outcomes = [
  'pass',
  'fail',
  'no-data',
  'exempt',
  'not-required',
] as const;
export const outcomeSchema = z.enum(outcomes);
export type Outcome = z.infer<typeof outcomeSchema>;

/** 0 is the most critical. */
export const tierSchema = z.union([
  z.literal(0),
  z.literal(1),
  z.literal(2),
  z.literal(3),
]);
export type Tier = z.infer<typeof tierSchema>;

/**
 * - `ratio`: 0 to 1, shown as a percentage;
 * - `milliseconds`, `seconds`;
 * - `count`: of things, with `of` when the total matters ("5 of 6");
 * - `per-day`: so many a day;
 * - `yes-no`: 1 or 0.
 */
export const unitSchema = z.enum([
  'ratio',
  'milliseconds',
  'seconds',
  'count',
  'per-day',
  'yes-no',
]);
export type Unit = z.infer<typeof unitSchema>;

export const measureSchema = z.object({
  value: z.number(),
  unit: unitSchema,
  /** The total that `value` is a part of. */
  of: z.number().optional(),
});
export type Measure = z.infer<typeof measureSchema>;
