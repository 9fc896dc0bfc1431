import { z } from 'zod';
import { seedOf, uniform } from '../telemetry';

const where = {
  /** Only requests of this GraphQL operation. */
  operation: z.string().optional(),
  /** Part of the requests, or of the NRQL questions, that it happens to. */
  probability: z.number().min(0).max(1).default(1),
  /** How often it happens; without it, until it is taken away. */
  times: z.number().int().positive().optional(),
};

const nrqlWhere = { accountId: z.number().int().optional(), ...where };

/** What can be made to go wrong with requests, and with the NRQL questions in them. */
export const faultSchema = z.discriminatedUnion('kind', [
  /** Answers late. */
  z.strictObject({
    kind: z.literal('latency'),
    millis: z.number().positive(),
    ...where,
  }),
  /** Answers with an HTTP status and a page of a proxy instead of JSON. */
  z.strictObject({
    kind: z.literal('http'),
    status: z.number().int().min(400).max(599),
    retryAfterSeconds: z.number().int().nonnegative().optional(),
    ...where,
  }),
  /** Closes the connection without an answer. */
  z.strictObject({ kind: z.literal('drop'), ...where }),
  /** Never answers. */
  z.strictObject({ kind: z.literal('hang'), ...where }),
  /** Says how long the answer is and stops in the middle. */
  z.strictObject({ kind: z.literal('truncate'), ...where }),
  /** HTTP 200 with something that is no JSON. */
  z.strictObject({ kind: z.literal('not-json'), ...where }),
  /** HTTP 200 with JSON that is no GraphQL answer. */
  z.strictObject({ kind: z.literal('wrong-json'), ...where }),
  /** All of the answer is an error: data is null. */
  z.strictObject({
    kind: z.literal('error'),
    errorClass: z.enum(['SERVER_ERROR', 'INTERNAL_SERVER_ERROR']),
    ...where,
  }),
  /** HTTP 200 with `extensions.error_code` BAD_API_KEY. */
  z.strictObject({ kind: z.literal('bad-key'), ...where }),
  /** The clock of the stand-in goes wrong. */
  z.strictObject({
    kind: z.literal('clock-skew'),
    millis: z.number().int(),
    ...where,
  }),
  /** An NRQL question fails; the others of the request do not. */
  z.strictObject({
    kind: z.literal('nrql-error'),
    errorClass: z.enum([
      'TIMEOUT',
      'TOO_MANY_REQUESTS',
      'SERVER_ERROR',
      'INTERNAL_SERVER_ERROR',
    ]),
    ...nrqlWhere,
  }),
  /** An NRQL question takes so long; it times out, or becomes asynchronous. */
  z.strictObject({
    kind: z.literal('slow-nrql'),
    seconds: z.number().positive(),
    ...nrqlWhere,
  }),
  /** The results of an NRQL question have keys that nobody asked for. */
  z.strictObject({ kind: z.literal('wrong-rows'), ...nrqlWhere }),
  /** The key has no rights in an account. */
  z.strictObject({
    kind: z.literal('forbid-account'),
    accountId: z.number().int(),
    ...where,
  }),
]);

export type Fault = z.infer<typeof faultSchema>;
export type FaultKind = Fault['kind'];

/** What a fault looks at. */
export interface Occasion {
  operation?: string;
  accountId?: number;
}

/**
 * The faults that are switched on. Chance is drawn from a fixed sequence, so
 * that the same requests in the same order meet the same faults.
 */
export class Faults {
  readonly #seed = seedOf('faults');
  #draws = 0;
  #active: Fault[] = [];

  list(): readonly Fault[] {
    return this.#active;
  }

  add(faults: readonly Fault[]): void {
    this.#active.push(...faults.map(fault => ({ ...fault })));
  }

  clear(): void {
    this.#active = [];
    this.#draws = 0;
  }

  /** The first fault of a kind that fits and happens; counts as one of its times. */
  take<K extends FaultKind>(
    kind: K,
    occasion: Occasion,
  ): Extract<Fault, { kind: K }> | undefined {
    const fault = this.#active.find(
      (candidate): candidate is Extract<Fault, { kind: K }> =>
        candidate.kind === kind &&
        fits(candidate, occasion) &&
        this.#draw() < candidate.probability,
    );
    if (fault?.times !== undefined) {
      fault.times -= 1;
      if (fault.times === 0) {
        this.#active = this.#active.filter(candidate => candidate !== fault);
      }
    }
    return fault;
  }

  #draw(): number {
    this.#draws += 1;
    return uniform(this.#seed, this.#draws);
  }
}

function fits(fault: Fault, occasion: Occasion): boolean {
  const accountId = 'accountId' in fault ? fault.accountId : undefined;
  return (
    (fault.operation === undefined || fault.operation === occasion.operation) &&
    (accountId === undefined || accountId === occasion.accountId)
  );
}
