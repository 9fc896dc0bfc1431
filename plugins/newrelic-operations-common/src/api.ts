import { z } from 'zod';

/** Numbers against a limit, and what waits for its turn. */
const loadSchema = z.object({
  used: z.number().int().nonnegative(),
  queued: z.number().int().nonnegative(),
  limit: z.number().int().positive(),
});

export const accountStatusSchema = z.object({
  id: z.number(),
  name: z.string(),
  /** Answers questions that name no account. */
  default: z.boolean(),
  connection: z
    .enum(['untried', 'connected', 'refused', 'failing'])
    .describe(
      'untried: nothing was asked yet; refused: the key, or its right to the account; failing: not reached, or New Relic failed inside',
    ),
  lastSuccessAt: z.iso.datetime().optional(),
  lastError: z
    .object({
      at: z.iso.datetime(),
      kind: z.enum([
        'timeout',
        'rate-limited',
        'unauthorized',
        'not-configured',
        'bad-request',
        'unavailable',
        'unexpected-shape',
      ]),
      message: z.string(),
    })
    .optional(),
  breaker: z
    .enum(['closed', 'half-open', 'open'])
    .describe(
      'closed: asking as usual; open: asking nothing for a while; half-open: one request tries',
    ),
  nrql: loadSchema.describe('NRQL queries of the last minute'),
  requests: loadSchema.describe(
    'Requests under way with the key of the account, which other accounts may share',
  ),
});

/** How one account is. Holds no key. */
export type AccountStatus = z.infer<typeof accountStatusSchema>;

export const newRelicStatusSchema = z.object({
  /** The replica of the portal that answered; others have connections of their own. */
  instance: z.string(),
  observedAt: z.iso.datetime(),
  /** Empty when New Relic is not configured. */
  accounts: z.array(accountStatusSchema),
});

/** What `GET /status` answers. */
export type NewRelicStatus = z.infer<typeof newRelicStatusSchema>;
