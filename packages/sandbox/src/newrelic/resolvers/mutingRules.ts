import { NrqlSyntaxError } from '@rocket/nrql';
import { isActive } from '../alerts/muting/createMuting';
import { MUTABLE_ATTRIBUTES } from '../alerts/muting/mutableAttributes';
import { MutingRule, MutingRuleSettings } from '../alerts/muting/MutingRules';
import {
  epochOf,
  MutingSchedule,
  MutingWindow,
  windowAt,
  zoneNamed,
} from '../alerts/muting/schedule';
import { RequestContext, requireAccount } from '../context';
import { notFound, ValidationError, validationError } from '../errors';
import { withoutNulls } from './inputs';
import { Resolver, ResolverMap } from './types';

const MOST_CONDITIONS = 20;

const mutingRules: Resolver<
  { accountId: number },
  { filter?: { enabled?: boolean | null } | null }
> = ({ accountId }, { filter }, { state }) => {
  const enabled = filter?.enabled ?? undefined;
  return state.mutingRules
    .all(accountId)
    .filter(rule => enabled === undefined || rule.enabled === enabled);
};

const mutingRule: Resolver<{ accountId: number }, { id: string }> = (
  { accountId },
  { id },
  context,
) => find(accountId, id, context);

const create: Resolver<
  unknown,
  { accountId: number; rule: MutingRuleSettings }
> = (_source, { accountId, rule }, context) => {
  requireAccount(accountId, context);
  const settings = withoutNulls(rule);
  const errors = problemsOf(settings);
  if (errors.length > 0) {
    throw validationError(errors);
  }
  return context.state.mutingRules.create(accountId, settings);
};

const remove: Resolver<unknown, { accountId: number; id: string }> = (
  _source,
  { accountId, id },
  context,
) => {
  context.state.mutingRules.delete(find(accountId, id, context));
  return { id };
};

function find(
  accountId: number,
  id: string,
  { state, mayRead }: RequestContext,
): MutingRule {
  const rule = mayRead(accountId) && state.mutingRules.get(accountId, id);
  if (!rule) {
    throw notFound(`Muting rule ${id}`);
  }
  return rule;
}

function problemsOf({
  name,
  condition,
  schedule,
}: MutingRuleSettings): ValidationError[] {
  const errors: ValidationError[] = [];
  if (name.trim() === '') {
    errors.push({ name: 'name', reason: "can't be blank" });
  }
  const { conditions } = condition;
  if (conditions.length === 0 || conditions.length > MOST_CONDITIONS) {
    errors.push({
      name: 'condition.conditions',
      reason: `must have between 1 and ${MOST_CONDITIONS} conditions`,
    });
  }
  for (const { attribute, operator, values } of conditions) {
    if (!attribute.startsWith('tags.') && !MUTABLE_ATTRIBUTES[attribute]) {
      errors.push({
        name: 'condition.conditions[].attribute',
        reason: `'${attribute}' is not a valid attribute`,
      });
    }
    const takesNone = ['ANY', 'IS_BLANK', 'IS_NOT_BLANK'].includes(operator);
    if (!takesNone && values.length === 0) {
      errors.push({
        name: 'condition.conditions[].values',
        reason: "can't be blank",
      });
    }
  }
  return schedule ? [...errors, ...problemsOfSchedule(schedule)] : errors;
}

function problemsOfSchedule(schedule: MutingSchedule): ValidationError[] {
  const { startTime, endTime, endRepeat, repeat, repeatCount } = schedule;
  const wrong = (field: string, reason: string) => [
    { name: `schedule.${field}`, reason },
  ];
  try {
    const zone = zoneNamed(schedule.timeZone);
    const start = startTime && epochOf(startTime, zone);
    const end = endTime && epochOf(endTime, zone);
    if (start && end && end <= start) {
      return wrong('endTime', 'must be after startTime');
    }
  } catch (error) {
    if (error instanceof NrqlSyntaxError) {
      return wrong('timeZone', 'is not a valid time zone');
    }
    throw error;
  }
  if (repeat && (!startTime || !endTime)) {
    return wrong('repeat', 'needs a startTime and an endTime');
  }
  return endRepeat && repeatCount
    ? wrong('endRepeat', 'must not be set together with repeatCount')
    : [];
}

const fields: Record<string, Resolver<MutingRule>> = {
  createdAt: ({ createdAt }) => new Date(createdAt).toISOString(),
  updatedAt: ({ createdAt }) => new Date(createdAt).toISOString(),
  createdByUser: () => null,
  updatedByUser: () => null,
  status: (rule, _args, { state }) => {
    const now = state.clock();
    if (!rule.enabled) {
      return 'INACTIVE';
    }
    if (isActive(rule, now)) {
      return 'ACTIVE';
    }
    return rule.schedule && windowAt(rule.schedule, now)
      ? 'SCHEDULED'
      : 'ENDED';
  },
};

/** Times are wall clocks where they came from, and moments where they are shown. */
function moment(field: 'startTime' | 'endTime' | 'endRepeat') {
  const resolver: Resolver<MutingSchedule> = schedule => {
    const text = schedule[field];
    const time = text && epochOf(text, zoneNamed(schedule.timeZone));
    return time ? new Date(time).toISOString() : null;
  };
  return resolver;
}

function next(side: keyof MutingWindow) {
  const resolver: Resolver<MutingSchedule> = (schedule, _args, { state }) => {
    const time = windowAt(schedule, state.clock())?.[side];
    return time ? new Date(time).toISOString() : null;
  };
  return resolver;
}

export const mutingRuleResolvers: ResolverMap = {
  AlertsAccountStitchedFields: { mutingRule, mutingRules },
  AlertsMutingRule: fields,
  AlertsMutingRuleSchedule: {
    startTime: moment('startTime'),
    endTime: moment('endTime'),
    endRepeat: moment('endRepeat'),
    nextStartTime: next('start'),
    nextEndTime: next('end'),
  },
  RootMutationType: {
    alertsMutingRuleCreate: create,
    alertsMutingRuleDelete: remove,
  },
};
