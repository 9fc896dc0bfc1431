import { z } from 'zod';

const configSchema = z.object({
  HOST: z.string().default('0.0.0.0'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info'),
  /** How long requests are still taken after the service was told to end. */
  DRAIN_MILLIS: z.coerce.number().int().min(0).default(5_000),
  /** How long open requests may take to end after that. */
  SHUTDOWN_MILLIS: z.coerce.number().int().min(0).default(10_000),
});

/** What the service can be told by its environment. */
export type Config = z.infer<typeof configSchema>;

/** Reads the configuration; a wrong value ends the start with its name. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const result = configSchema.safeParse(environment);
  if (!result.success) {
    throw new Error(`Wrong configuration:\n${z.prettifyError(result.error)}`);
  }
  return result.data;
}
