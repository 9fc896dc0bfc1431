import { NrqlSyntaxError } from '@rocket/nrql';
import {
  queryOptionsOf,
  readWindows,
} from '../alerts/evaluation/conditionQuery';
import {
  Condition,
  ConditionSettings,
  Expiration,
  Policy,
  SignalSettings,
  Term,
} from '../alerts/types';
import { validateCondition } from '../alerts/validateCondition';
import { RequestContext, requireAccount } from '../context';
import { notFound, validationError } from '../errors';
import { Nullable } from './inputs';
import { Resolver, ResolverMap } from './types';

type ConditionInput = Nullable<
  Omit<ConditionSettings, 'signal' | 'expiration' | 'nrql' | 'terms'>
> & {
  nrql?: Nullable<ConditionSettings['nrql']> | null;
  signal?: Nullable<SignalSettings> | null;
  expiration?: Nullable<Expiration> | null;
  terms?: Term[] | null;
};

const DEFAULT_TIME_LIMIT = 259_200;

const DEFAULT_SIGNAL: SignalSettings = {
  aggregationWindow: 60,
  aggregationMethod: 'EVENT_FLOW',
  fillOption: 'STATIC',
};

const DEFAULT_EXPIRATION: Expiration = {
  closeViolationsOnExpiration: true,
  ignoreOnExpectedTermination: false,
  openViolationOnExpiration: false,
};

const policyCreate: Resolver<
  unknown,
  { accountId: number; policy: Pick<Policy, 'name' | 'incidentPreference'> }
> = (_source, { accountId, policy }, context) => {
  requireAccount(accountId, context);
  requireName(policy.name);
  return context.state.alerts.createPolicy(accountId, policy);
};

const policyUpdate: Resolver<
  unknown,
  {
    accountId: number;
    id: string;
    policy: Nullable<Pick<Policy, 'name' | 'incidentPreference'>>;
  }
> = (_source, { accountId, id, policy: changes }, context) => {
  const policy = requirePolicy(accountId, id, context);
  const { name, incidentPreference } = { ...policy, ...given(changes) };
  requireName(name);
  return context.state.alerts.updatePolicy(policy, {
    name,
    incidentPreference,
  });
};

const policyDelete: Resolver<unknown, { accountId: number; id: string }> = (
  _source,
  { accountId, id },
  context,
) => {
  context.state.alerts.deletePolicy(requirePolicy(accountId, id, context));
  return { id };
};

function conditionCreate(
  type: Condition['type'],
): Resolver<
  unknown,
  { accountId: number; policyId: string; condition: ConditionInput }
> {
  return (_source, { accountId, policyId, condition }, context) => {
    const policy = requirePolicy(accountId, policyId, context);
    return context.state.alerts.createCondition({
      policy,
      type,
      settings: complete(
        type,
        condition,
        {
          name: '',
          enabled: true,
          nrql: { query: '' },
          terms: [],
          signal: DEFAULT_SIGNAL,
          expiration: DEFAULT_EXPIRATION,
          violationTimeLimitSeconds: DEFAULT_TIME_LIMIT,
          ...(type === 'STATIC' ? { valueFunction: 'SINGLE_VALUE' } : {}),
        },
        { accountId, context },
      ),
    });
  };
}

function conditionUpdate(
  type: Condition['type'],
): Resolver<
  unknown,
  { accountId: number; id: string; condition: ConditionInput }
> {
  return (_source, { accountId, id, condition: changes }, context) => {
    const condition = requireCondition(accountId, id, context);
    if (condition.type !== type) {
      throw notFound(`Condition ${id} of type ${type}`);
    }
    return context.state.alerts.updateCondition(
      condition,
      complete(type, changes, condition, { accountId, context }),
    );
  };
}

const conditionDelete: Resolver<unknown, { accountId: number; id: string }> = (
  _source,
  { accountId, id },
  context,
) => {
  context.state.alerts.deleteCondition(
    requireCondition(accountId, id, context),
  );
  return { id };
};

/** What an input makes of the settings that were there. @throws GraphQLError with every field that is wrong */
function complete(
  type: Condition['type'],
  input: ConditionInput,
  before: ConditionSettings,
  { accountId, context }: { accountId: number; context: RequestContext },
): ConditionSettings {
  const { nrql, signal, expiration, terms, ...plain } = given(input);
  const method = signal?.aggregationMethod ?? before.signal.aggregationMethod;
  const completeSignal = { ...before.signal, ...given(signal ?? {}) };
  if (completeSignal.fillOption === 'STATIC') {
    completeSignal.fillValue ??= 0;
  }
  const usesOffset =
    (signal?.evaluationOffset ?? nrql?.evaluationOffset ?? undefined) !==
    undefined;
  if (!usesOffset && method === 'EVENT_TIMER') {
    completeSignal.aggregationTimer ??= 60;
  }
  if (!usesOffset && method !== 'EVENT_TIMER') {
    completeSignal.aggregationDelay ??= 120;
  }
  const settings: ConditionSettings = {
    ...before,
    ...plain,
    nrql: { ...before.nrql, ...given(nrql ?? {}) },
    signal: completeSignal,
    expiration: { ...before.expiration, ...given(expiration ?? {}) },
    terms: terms?.map(term => given(term) as Term) ?? before.terms,
  };
  const errors = validateCondition(type, settings);
  const refusal =
    errors.length === 0 && refusalOf({ ...settings, accountId }, context.state);
  if (refusal) {
    errors.push({ name: 'nrql.query', reason: refusal });
  }
  if (errors.length > 0) {
    throw validationError(errors);
  }
  return settings;
}

/** Why the query cannot be evaluated, if it cannot. */
function refusalOf(
  settings: ConditionSettings & { accountId: number },
  { events, clock }: RequestContext['state'],
): string | undefined {
  const options = queryOptionsOf(settings, events);
  const end = clock();
  try {
    readWindows({ ...options, begin: end - options.width * 1000, end });
    return undefined;
  } catch (error) {
    if (error instanceof NrqlSyntaxError) {
      return error.message;
    }
    throw error;
  }
}

/** The same without nulls. */
function given<T extends object>(
  input: T,
): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== null),
  ) as { [K in keyof T]?: NonNullable<T[K]> };
}

function requireName(name: string): void {
  if (name.trim() === '') {
    throw validationError([{ name: 'policy.name', reason: "can't be blank" }]);
  }
}

function requirePolicy(
  accountId: number,
  id: string,
  context: RequestContext,
): Policy {
  requireAccount(accountId, context);
  const policy = context.state.alerts.policy(accountId, id);
  if (!policy) {
    throw notFound(`Policy ${id}`);
  }
  return policy;
}

function requireCondition(
  accountId: number,
  id: string,
  context: RequestContext,
): Condition {
  requireAccount(accountId, context);
  const condition = context.state.alerts.condition(accountId, id);
  if (!condition) {
    throw notFound(`Condition ${id}`);
  }
  return condition;
}

export const alertMutationResolvers: ResolverMap = {
  RootMutationType: {
    alertsPolicyCreate: policyCreate,
    alertsPolicyUpdate: policyUpdate,
    alertsPolicyDelete: policyDelete,
    alertsNrqlConditionStaticCreate: conditionCreate('STATIC'),
    alertsNrqlConditionBaselineCreate: conditionCreate('BASELINE'),
    alertsNrqlConditionStaticUpdate: conditionUpdate('STATIC'),
    alertsNrqlConditionBaselineUpdate: conditionUpdate('BASELINE'),
    alertsConditionDelete: conditionDelete,
  },
};
