import { z } from 'zod';
import { AwsError } from './errors';
import { ROLES } from './estate/Estate';
import {
  OperationName,
  SERVED_OPERATIONS,
  STS_OPERATIONS,
  StsOperationName,
} from './model/operations';

/** What AWS refuses with now and then, beside throttling and missing rights, and its status. */
const ERRORS = {
  DuplicateResourceException: 400,
  ExpiredTokenException: 400,
  InvalidParametersException: 400,
  InvalidStateException: 400,
  LimitExceededException: 400,
  OperationNotSupportedException: 400,
  RegionDisabledException: 403,
  ResourceInUseException: 400,
  ResourceNotFoundException: 400,
  ServiceUnavailable: 503,
  TagOptionNotMigratedException: 400,
  UnrecognizedClientException: 400,
} as const;

type ErrorCode = keyof typeof ERRORS;

/** What can be made to go wrong, and where: in the accounts and regions that there are. */
export function createFaultSchema(estate: {
  accountIds: readonly string[];
  regions: readonly string[];
}) {
  const where = {
    accountId: z.enum(estate.accountIds).optional(),
    region: z.enum(estate.regions).optional(),
    /** those of STS go wrong only by their names */
    operation: z.enum([...SERVED_OPERATIONS, ...STS_OPERATIONS]).optional(),
    /** only callers in this role; for AssumeRole, the role that is asked for */
    role: z.enum(ROLES).optional(),
    /** how often it happens; without it, until it is taken away */
    times: z.number().int().positive().optional(),
  };
  const kinds = [
    /** refuses with ThrottlingException */
    z.strictObject({ kind: z.literal('throttle'), ...where }),
    /** refuses with AccessDeniedException */
    z.strictObject({ kind: z.literal('deny'), ...where }),
    /** answers 500 InternalFailure */
    z.strictObject({ kind: z.literal('break'), ...where }),
    /** refuses with another of AWS's errors */
    z.strictObject({
      kind: z.literal('error'),
      code: z.enum(Object.keys(ERRORS) as ErrorCode[]),
      ...where,
    }),
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
  ] as const;
  const known = kinds.map(({ shape }) => shape.kind.value).join(', ');
  return z.discriminatedUnion('kind', kinds, `kind must be one of ${known}`);
}

export type Fault = z.infer<ReturnType<typeof createFaultSchema>>;
export type FaultKind = Fault['kind'];

/** Thrown for a request that is not answered at all. */
export class NoAnswer extends Error {}

/** One request, as a fault sees it. */
export interface Occasion {
  service: 'servicecatalog' | 'sts';
  operation: OperationName | StsOperationName;
  /** the account and the role that it acts in, or asks to */
  accountId: string;
  role?: string;
  region: string;
  /** ARN of who asks */
  arn: string;
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
        (occasion.service === 'servicecatalog' ||
          candidate.operation !== undefined) &&
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
    const { code } = this.take('error', occasion) ?? {};
    if (code) {
      throw new AwsError(
        code,
        'By request of the control endpoint',
        ERRORS[code],
      );
    }
  }
}

/** The error of a caller who may not do what it asks for. */
export function accessDenied(occasion: Occasion): AwsError {
  const { arn, service, operation, accountId, role } = occasion;
  const action = `${service}:${operation}`;
  const why =
    operation === 'AssumeRole'
      ? `on resource: arn:aws:iam::${accountId}:role/${role}`
      : `because no identity-based policy allows the ${action} action`;
  return new AwsError(
    'AccessDeniedException',
    `User: ${arn} is not authorized to perform: ${action} ${why}`,
  );
}
