/**
 * What New Relic's alerts API accepts, with its limits (all in seconds) and its
 * way of saying no: every wrong field by name, with a reason.
 *
 * @packageDocumentation
 */
import { NrqlQueryNode, NrqlSyntaxError, parseNrql } from '@rocket/nrql';
import { ValidationError } from '../errors';
import { Condition, ConditionSettings, SignalSettings, Term } from './types';

const LIMITS = {
  aggregationWindow: [30, 21_600],
  aggregationTimer: [5, 1200],
  evaluationDelay: [0, 7200],
  expirationDuration: [30, 172_800],
  violationTimeLimitSeconds: [300, 2_592_000],
} as const;

const LONGEST_DELAY = { EVENT_FLOW: 1200, CADENCE: 3600, EVENT_TIMER: 0 };
const SHORTEST_DURATION = { STATIC: 60, BASELINE: 120 };
const LONGEST_DURATION = 86_400;

/** Everything that is wrong with a condition; empty when it is accepted. */
export function validateCondition(
  type: Condition['type'],
  condition: ConditionSettings,
): ValidationError[] {
  return [
    ...validateName(condition.name),
    ...validateQuery(condition.nrql.query),
    ...validateTerms(type, condition),
    ...validateSignal(condition.signal, condition.nrql.evaluationOffset),
    ...validateExpiration(condition),
    ...between(
      'violationTimeLimitSeconds',
      condition.violationTimeLimitSeconds,
      LIMITS.violationTimeLimitSeconds,
    ),
  ];
}

function validateName(name: string): ValidationError[] {
  if (name.trim() === '') {
    return [{ name: 'name', reason: "can't be blank" }];
  }
  return name.length > 128
    ? [{ name: 'name', reason: 'is too long (maximum is 128 characters)' }]
    : [];
}

function validateQuery(text: string): ValidationError[] {
  const wrong = (reason: string) => [{ name: 'nrql.query', reason }];
  let query: NrqlQueryNode;
  try {
    query = parseNrql(text);
  } catch (error) {
    if (error instanceof NrqlSyntaxError) {
      return wrong(error.message);
    }
    throw error;
  }
  const forbidden = (
    [
      ['TIMESERIES', query.timeseries],
      ['COMPARE WITH', query.compareWith],
      ['SINCE', query.since],
      ['UNTIL', query.until],
      ['LIMIT', query.limit],
      ['OFFSET', query.offset],
    ] as const
  ).filter(([, clause]) => clause !== undefined);
  if (forbidden.length > 0) {
    return forbidden.flatMap(([clause]) =>
      wrong(`must not contain a ${clause} clause`),
    );
  }
  const isAggregate = query.select.every(
    ({ expression }) =>
      expression.kind === 'call' || expression.kind === 'arithmetic',
  );
  return query.select.length === 1 && isAggregate
    ? []
    : wrong('must select exactly one aggregated value');
}

function validateTerms(
  type: Condition['type'],
  { terms, signal, expiration, valueFunction }: ConditionSettings,
): ValidationError[] {
  const errors: ValidationError[] = [];
  const wrong = (field: string, reason: string) =>
    errors.push({ name: `terms[].${field}`, reason });
  if (terms.length === 0 && !expiration.openViolationOnExpiration) {
    errors.push({ name: 'terms', reason: "can't be blank" });
  }
  const priorities = terms.map(({ priority }) => priority);
  if (new Set(priorities).size < priorities.length) {
    wrong('priority', 'must be unique');
  }
  for (const { thresholdDuration, thresholdOccurrences } of terms) {
    errors.push(
      ...between('terms[].thresholdDuration', thresholdDuration, [
        SHORTEST_DURATION[type],
        LONGEST_DURATION,
      ]),
    );
    if (thresholdDuration % signal.aggregationWindow !== 0) {
      wrong(
        'thresholdDuration',
        `must be a multiple of the aggregation window (${signal.aggregationWindow} seconds)`,
      );
    }
    if (valueFunction === 'SUM' && thresholdOccurrences === 'ALL') {
      wrong(
        'thresholdOccurrences',
        'must be any if value function is set to sum',
      );
    }
  }
  errors.push(...validateWarning(terms));
  return errors;
}

/** A warning has to come before the critical threshold it warns of. */
function validateWarning(terms: readonly Term[]): ValidationError[] {
  const critical = terms.find(({ priority }) => priority === 'CRITICAL');
  const warning = terms.find(({ priority }) => priority === 'WARNING');
  if (!critical || !warning || critical.operator !== warning.operator) {
    return [];
  }
  const late =
    (critical.operator === 'ABOVE' && warning.threshold > critical.threshold) ||
    (critical.operator === 'BELOW' && warning.threshold < critical.threshold);
  return late
    ? [
        {
          name: 'terms[].threshold',
          reason: 'of the warning must be reached before the critical one',
        },
      ]
    : [];
}

function validateSignal(
  signal: SignalSettings,
  queryOffset: number | undefined,
): ValidationError[] {
  const errors: ValidationError[] = [
    ...between(
      'signal.aggregationWindow',
      signal.aggregationWindow,
      LIMITS.aggregationWindow,
    ),
    ...between(
      'signal.evaluationDelay',
      signal.evaluationDelay,
      LIMITS.evaluationDelay,
    ),
    ...between(
      'signal.aggregationTimer',
      signal.aggregationTimer,
      LIMITS.aggregationTimer,
    ),
  ];
  const wrong = (field: string, reason: string) =>
    errors.push({ name: `signal.${field}`, reason });
  const { aggregationMethod, aggregationDelay, slideBy } = signal;
  if (aggregationMethod === 'EVENT_TIMER' && aggregationDelay !== undefined) {
    wrong('aggregationDelay', 'must not be set when using EVENT_TIMER');
  }
  if (
    aggregationMethod !== 'EVENT_TIMER' &&
    signal.aggregationTimer !== undefined
  ) {
    wrong('aggregationTimer', 'must only be set when using EVENT_TIMER');
  }
  if (
    aggregationDelay !== undefined &&
    aggregationMethod !== 'EVENT_TIMER' &&
    (aggregationDelay < 0 ||
      aggregationDelay > LONGEST_DELAY[aggregationMethod])
  ) {
    wrong(
      'aggregationDelay',
      `must be between 0 and ${LONGEST_DELAY[aggregationMethod]} seconds`,
    );
  }
  if (
    (signal.evaluationOffset ?? queryOffset) !== undefined &&
    (aggregationDelay ?? signal.aggregationTimer) !== undefined
  ) {
    wrong(
      'evaluationOffset',
      'must not be set together with an aggregation delay or timer',
    );
  }
  if (
    slideBy !== undefined &&
    (slideBy >= signal.aggregationWindow ||
      signal.aggregationWindow % slideBy !== 0)
  ) {
    wrong(
      'slideBy',
      'must be smaller than and a factor of the aggregation window',
    );
  }
  if (signal.fillOption !== 'STATIC' && signal.fillValue !== undefined) {
    wrong('fillValue', 'must only be set when using the STATIC fill option');
  }
  return errors;
}

function validateExpiration({
  expiration,
}: ConditionSettings): ValidationError[] {
  const { expirationDuration, openViolationOnExpiration } = expiration;
  if (openViolationOnExpiration && expirationDuration === undefined) {
    return [
      {
        name: 'expiration.expirationDuration',
        reason: 'must be set when openViolationOnExpiration is true',
      },
    ];
  }
  return between(
    'expiration.expirationDuration',
    expirationDuration,
    LIMITS.expirationDuration,
  );
}

function between(
  name: string,
  value: number | undefined,
  [low, high]: readonly [number, number],
): ValidationError[] {
  return value === undefined || (value >= low && value <= high)
    ? []
    : [{ name, reason: `must be between ${low} and ${high}` }];
}
