import { EntityStore } from '../../entities';
import { AlertStore } from '../AlertStore';
import { Incident } from '../evaluation/Incident';
import { MUTABLE_ATTRIBUTES } from './mutableAttributes';
import { MutingCondition, MutingRule, MutingRules } from './MutingRules';
import { windowAt } from './schedule';

/** Whether an incident opened while a muting rule was in force that means it. */
export function createMuting(options: {
  alerts: AlertStore;
  entities: EntityStore;
  mutingRules: MutingRules;
}): (incident: Incident) => boolean {
  const { mutingRules } = options;
  return incident =>
    mutingRules
      .history(incident.condition.accountId)
      .some(
        rule =>
          isActive(rule, incident.openTime) &&
          isMeant(rule, name => attributeOf(incident, name, options)),
      );
}

/** Whether a rule mutes at a moment. */
export function isActive(rule: MutingRule, time: number): boolean {
  const { enabled, createdAt, deletedAt = Infinity, schedule } = rule;
  if (!enabled || time < createdAt || time >= deletedAt) {
    return false;
  }
  return !schedule || (windowAt(schedule, time)?.start ?? Infinity) <= time;
}

function isMeant(
  { condition }: MutingRule,
  valuesOf: (attribute: string) => string[],
): boolean {
  const { conditions, operator } = condition;
  const holds = (each: MutingCondition) =>
    matches(each, valuesOf(each.attribute));
  return operator === 'AND' ? conditions.every(holds) : conditions.some(holds);
}

/** Tags may have several values: one that fits is enough, and for a negation none may. */
function matches(
  { operator, values }: MutingCondition,
  actual: readonly string[],
): boolean {
  if (operator.startsWith('NOT_')) {
    const positive = operator.slice('NOT_'.length);
    return !matches({ attribute: '', operator: positive, values }, actual);
  }
  const wanted = values.map(value => value ?? '');
  const some = (fits: (value: string, other: string) => boolean) =>
    actual.some(value => wanted.some(other => fits(value, other)));
  switch (operator) {
    case 'ANY':
      return true;
    case 'IS_BLANK':
      return actual.every(value => value === '');
    case 'IS_NOT_BLANK':
      return actual.some(value => value !== '');
    case 'CONTAINS':
      return some((value, other) => value.includes(other));
    case 'STARTS_WITH':
      return some((value, other) => value.startsWith(other));
    case 'ENDS_WITH':
      return some((value, other) => value.endsWith(other));
    default:
      // EQUALS, IN; NOT_EQUALS and NOT_IN as EQUALS and IN.
      return some((value, other) => value === other);
  }
}

function attributeOf(
  { condition, target }: Incident,
  name: string,
  { alerts, entities }: { alerts: AlertStore; entities: EntityStore },
): string[] {
  if (name.startsWith('tags.')) {
    const key = name.slice('tags.'.length).toLowerCase();
    return (entities.get(target.guid)?.tags ?? [])
      .filter(tag => tag.key.toLowerCase() === key)
      .flatMap(({ values }) => values.map(({ value }) => value));
  }
  const read = MUTABLE_ATTRIBUTES[name];
  const value = read?.({
    condition,
    target,
    policyName: alerts.policy(condition.accountId, condition.policyId)?.name,
  });
  return value === undefined ? [] : [value];
}
