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
  /** What the last listing did not apply, as too much was missing from it. */
  notice: z.string().nullish(),
  /** What the last complete listing had. */
  items: z.number(),
  /** It is being listed now; absent where that is not known. */
  running: z.boolean().optional(),
  nextRunAt: z.string().nullish(),
});

/** An account and region that the AWS module lists, and how its listing is. */
export type Scope = z.infer<typeof scopeSchema>;

/** Names of accounts by their numbers, as far as the configuration has them. */
export function accountNames(
  scopes: readonly Scope[] = [],
): ReadonlyMap<string, string> {
  return new Map(
    scopes.flatMap(({ account, accountName }) =>
      accountName ? [[account, accountName]] : [],
    ),
  );
}

export const scopesSchema = z.object({ scopes: z.array(scopeSchema) });
