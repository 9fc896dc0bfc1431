import { z } from 'zod';
import {
  dimensionSchema,
  levelSchema,
  measureSchema,
  tierSchema,
} from '../words';

export const ruleDescriptionSchema = z.object({
  id: z.string(),
  title: z.string(),
  level: levelSchema,
  dimension: dimensionSchema,
  why: z.string(),
  howToFix: z.string(),
  /** Required in the fast lane too. */
  essential: z.boolean(),
  /** Effective tiers that the rule is asked of. */
  tiers: z.array(tierSchema),
  /** Per effective tier, where the rule compares with a number. */
  thresholds: z.array(
    measureSchema.extend({
      tier: tierSchema,
      comparison: z.enum(['at-least', 'at-most']),
    }),
  ),
});
export type RuleDescription = z.infer<typeof ruleDescriptionSchema>;

export const ruleCatalogueSchema = z.object({
  rules: z.array(ruleDescriptionSchema),
});
export type RuleCatalogue = z.infer<typeof ruleCatalogueSchema>;
