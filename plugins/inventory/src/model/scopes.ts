import { z } from 'zod';

const scopeSchema = z.object({
  provider: z.string(),
  account: z.string(),
  accountName: z.string().optional(),
  region: z.string(),
  /** `never` was not yet listed; `stale` was, but not lately. */
  status: z.enum(['fresh', 'stale', 'never']),
  lastSuccessAt: z.string().nullish(),
  lastErrorAt: z.string().nullish(),
  reason: z.string().nullish(),
  /** What the last complete listing had. */
  items: z.number(),
  nextRunAt: z.string().nullish(),
});

/** An account and region that the AWS module lists, and how its listing is. */
export type Scope = z.infer<typeof scopeSchema>;

export const scopesSchema = z.object({ scopes: z.array(scopeSchema) });
