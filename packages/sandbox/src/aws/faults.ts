import { z } from 'zod';
import { AwsError } from './errors';

const where = {
  accountId: z.string().optional(),
  region: z.string().optional(),
  operation: z.string().optional(),
  /** only callers in this role */
  role: z.string().optional(),
  /** how often it happens; without it, until it is taken away */
  times: z.number().int().positive().optional(),
};

/** What can be made to go wrong, and where. */
export const faultSchema = z.discriminatedUnion('kind', [
  /** refuses with ThrottlingException */
  z.strictObject({ kind: z.literal('throttle'), ...where }),
  /** refuses with AccessDeniedException */
  z.strictObject({ kind: z.literal('deny'), ...where }),
  /** answers 500 InternalFailure */
  z.strictObject({ kind: z.literal('break'), ...where }),
  /** never answers: whoever asks waits until it gives up */
  z.strictObject({ kind: z.literal('hang'), ...where }),
  /** the second and later pages lose their items, their tokens stay */
  z.strictObject({ kind: z.literal('lose-page'), ...where }),
  /** the listing ends after its first page, as if there were no more */
  z.strictObject({ kind: z.literal('truncate'), ...where }),
  /** the second page says once more what the first one said */
  z.strictObject({ kind: z.literal('duplicate'), ...where }),
  /** this part of the provisioned products is not there, consistently */
  z.strictObject({
    kind: z.literal('vanish'),
    ratio: z.number().min(0).max(1),
    ...where,
  }),
  /** the next records end in FAILED */
  z.strictObject({ kind: z.literal('fail-record'), ...where }),
]);

export type Fault = z.infer<typeof faultSchema>;
export type FaultKind = Fault['kind'];

/** Thrown for a request that is not answered at all. */
export class NoAnswer extends Error {}

/** One request, as a fault sees it. */
export interface Occasion {
  accountId: string;
  region: string;
  operation: string;
  role?: string;
}

/** The faults that are switched on; tests and the control endpoint set them. */
export class Faults {
  private active: Fault[] = [];

  list(): readonly Fault[] {
    return this.active;
  }

  add(faults: Fault[]): void {
    this.active.push(...faults.map(fault => ({ ...fault })));
  }

  clear(): void {
    this.active = [];
  }

  /** The first fault of a kind that fits; counts as one of its times. */
  take<K extends FaultKind>(
    kind: K,
    occasion: Occasion,
  ): Extract<Fault, { kind: K }> | undefined {
    const fault = this.active.find(
      (candidate): candidate is Extract<Fault, { kind: K }> =>
        candidate.kind === kind &&
        (['accountId', 'region', 'operation', 'role'] as const).every(
          key =>
            candidate[key] === undefined || candidate[key] === occasion[key],
        ),
    );
    if (fault?.times !== undefined) {
      fault.times -= 1;
      if (fault.times === 0) {
        this.active = this.active.filter(candidate => candidate !== fault);
      }
    }
    return fault;
  }

  /** Throws what a request is refused with, if it is. */
  refuse(occasion: Occasion): void {
    if (this.take('hang', occasion)) {
      throw new NoAnswer();
    }
    if (this.take('throttle', occasion)) {
      throw new AwsError('ThrottlingException', 'Rate exceeded');
    }
    if (this.take('deny', occasion)) {
      throw accessDenied(occasion);
    }
    if (this.take('break', occasion)) {
      throw new AwsError(
        'InternalFailure',
        'The request processing has failed because of an unknown error.',
        500,
      );
    }
  }
}

/** The error of a caller who may not do what it asks for. */
export function accessDenied(occasion: Occasion): AwsError {
  return new AwsError(
    'AccessDeniedException',
    `User: ${occasion.role ?? 'user/rocket'} of ${occasion.accountId} is not authorized to perform: servicecatalog:${occasion.operation} because no identity-based policy allows it`,
  );
}
