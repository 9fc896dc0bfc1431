import { Estate, ROLES, Scope } from './estate/Estate';
import { AwsError } from './errors';
import { accessDenied, Faults, Occasion } from './faults';
import { OperationName, SERVED_OPERATIONS } from './model/operations';
import { serviceCatalogModel } from './model/serviceCatalogModel';
import { findViolations, Violation } from './model/violations';
import { handlers } from './operations';
import { Context } from './operations/Context';
import { Inputs } from './operations/inputs';
import { settleRecords } from './operations/records';
import { Caller } from './protocol/identities';
import { PageTokens } from './protocol/tokens';

const CHANGING = /^(Provision|Update|Terminate)/;

/** Service Catalog behind its protocol: one checked request in, one answer out. */
export class ServiceCatalog {
  private readonly tokens = new PageTokens();

  constructor(
    private readonly options: {
      estate: Estate;
      faults: Faults;
      /** epoch milliseconds */
      clock: () => number;
    },
  ) {}

  /** Answers an operation by its name; throws {@link AwsError}. */
  answer(operation: string, input: unknown, caller: Caller, region: string) {
    const name = SERVED_OPERATIONS.find(candidate => candidate === operation);
    if (!name) {
      throw new AwsError(
        'UnknownOperationException',
        `The operation ${operation} is not known here`,
      );
    }
    const { faults } = this.options;
    const occasion: Occasion = {
      service: 'servicecatalog',
      ...caller,
      region,
      operation: name,
    };
    faults.refuse(occasion);
    authorize(occasion);
    refuseViolations(
      findViolations(
        serviceCatalogModel,
        serviceCatalogModel.operations[name].input,
        input,
      ),
    );
    try {
      return this.run(name, input as Inputs[typeof name], occasion, caller);
    } catch (error) {
      throw asModelled(error, name);
    }
  }

  private run<K extends OperationName>(
    name: K,
    input: Inputs[K],
    occasion: Occasion,
    caller: Caller,
  ): object {
    const { faults, clock } = this.options;
    const scope: Scope = {
      accountId: caller.accountId,
      region: occasion.region,
    };
    const now = clock();
    settleRecords(this.options.estate, now);
    const context: Context = {
      ...scope,
      caller,
      now,
      estate: this.visibleEstate(occasion),
      takeRecordFailure: () =>
        faults.take('fail-record', occasion) !== undefined,
      page: (items, { request, limit }) =>
        this.page(items, { name, input: request, limit, occasion }),
    };
    return handlers[name](input, context);
  }

  /** The estate without what has been made to vanish; changes are made to the whole. */
  private visibleEstate(occasion: Occasion): Estate {
    const { estate, faults } = this.options;
    const fault = CHANGING.test(occasion.operation)
      ? undefined
      : faults.take('vanish', occasion);
    if (!fault) {
      return estate;
    }
    const here = estate.provisionedIn(occasion);
    const hidden = new Set(here.slice(0, Math.ceil(here.length * fault.ratio)));
    return new Estate({
      ...estate,
      provisionedProducts: estate.provisionedProducts.filter(
        item => !hidden.has(item),
      ),
    });
  }

  private page<T>(
    items: readonly T[],
    options: {
      name: OperationName;
      input: { PageSize?: number; PageToken?: string };
      limit: number;
      occasion: Occasion;
    },
  ): { items: T[]; NextPageToken?: string } {
    const { input, limit, occasion, name } = options;
    const { faults } = this.options;
    const { PageToken, PageSize, ...parameters } = input;
    const listing = {
      name,
      accountId: occasion.accountId,
      region: occasion.region,
      parameters,
    };
    const size = PageSize || limit; // 0 asks for the default, as in the model
    const offset = PageToken ? this.tokens.open(PageToken, listing) : 0;
    const end = offset + size;
    const later = offset > 0;
    const more =
      end < items.length && !faults.take('truncate', occasion)
        ? this.tokens.seal(end, listing)
        : undefined;
    if (later && faults.take('lose-page', occasion)) {
      return { items: [], NextPageToken: more };
    }
    if (later && faults.take('duplicate', occasion)) {
      return { items: items.slice(0, size), NextPageToken: more };
    }
    return { items: items.slice(offset, end), NextPageToken: more };
  }
}

/** The reader reads, the launcher does everything, and the bare user nothing. */
function authorize(occasion: Occasion): void {
  const allowed =
    occasion.role === ROLES.launcher ||
    (occasion.role === ROLES.reader && !CHANGING.test(occasion.operation));
  if (!allowed) {
    throw accessDenied(occasion);
  }
}

/** The same refusal, by the name that the operation has for it. */
function asModelled(error: unknown, name: OperationName): unknown {
  return error instanceof AwsError &&
    error.code === 'InvalidParametersException' &&
    !serviceCatalogModel.operations[name].errors.includes(error.code)
    ? new AwsError('ValidationException', error.message)
    : error;
}

function refuseViolations(violations: Violation[]): void {
  if (violations.length === 0) {
    return;
  }
  const wrongType = violations.find(violation => violation.wrongType);
  if (wrongType) {
    throw new AwsError(
      'SerializationException',
      `${wrongType.path || 'The body'}: ${wrongType.constraint}`,
    );
  }
  const details = violations.map(
    ({ path, value, constraint }) =>
      `Value ${value === undefined ? 'null' : `'${value}'`} at '${path}' failed to satisfy constraint: ${constraint}`,
  );
  throw new AwsError(
    'ValidationException',
    `${details.length} validation error${details.length > 1 ? 's' : ''} detected: ${details.join('; ')}`,
  );
}
