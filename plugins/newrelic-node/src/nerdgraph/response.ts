import { z } from 'zod';

const graphQlErrorSchema = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).nullish(),
  extensions: z
    .object({
      errorClass: z.string().optional().catch(undefined),
      error_code: z.string().optional().catch(undefined),
    })
    .nullish(),
});
export type GraphQlError = z.infer<typeof graphQlErrorSchema>;

/** The envelope of every answer; its `data` is checked by who asked. */
export const responseSchema = z.object({
  data: z.unknown().optional(),
  errors: z.array(graphQlErrorSchema).nullish(),
});

/** Milliseconds of a `Retry-After` header, which holds seconds or a date. */
export function parseRetryAfter(
  header: string | null,
  now: number,
): number | undefined {
  if (!header) {
    return undefined;
  }
  const seconds = Number(header);
  if (Number.isFinite(seconds)) {
    return Math.max(0, seconds * 1000);
  }
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * The types of a value without its contents, for error messages:
 * `{p95: {95: number}, count: null}`.
 */
export function describeShape(value: unknown, depth = 3): string {
  if (value === null || value === undefined) {
    return String(value);
  }
  if (Array.isArray(value)) {
    const [first] = value;
    return value.length === 0 ? '[]' : `[${describeShape(first, depth)}, …]`;
  }
  if (typeof value !== 'object') {
    return typeof value;
  }
  if (depth === 0) {
    return '{…}';
  }
  const entries = Object.entries(value).map(
    ([key, item]) => `${key}: ${describeShape(item, depth - 1)}`,
  );
  return `{${entries.join(', ')}}`;
}
