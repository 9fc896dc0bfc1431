import {
  Call,
  Expression,
  functionName,
  NrqlQueryNode,
  parseNrql,
} from '@rocket/nrql';
import { Signal, Stream } from '../../telemetry';
import { Condition } from './types';

const CPU = 'apm.service.cpu.usertime.utilization';

/**
 * Which service a condition watches, and which of its signals, read from the
 * tree of its query. Undefined for what the sandbox cannot evaluate: such a
 * condition never opens an incident.
 */
export function signalOf(
  condition: Condition,
  streams: readonly Stream[],
): { stream: Stream; signal: Signal } | undefined {
  const query = parseNrql(condition.nrql.query);
  const stream = streamOf(query, streams);
  const signal = signalOfQuery(query, condition);
  return stream && signal && { stream, signal };
}

function signalOfQuery(
  query: NrqlQueryNode,
  condition: Condition,
): Signal | undefined {
  const [item] = query.select;
  if (query.select.length !== 1 || query.facet) {
    return undefined;
  }
  const call = innermostCall(item.expression);
  const [argument, second] = call?.arguments ?? [];
  switch (call && functionName(call)) {
    case 'percentage':
      return second?.kind === 'where' && isError(second.condition)
        ? {
            kind: 'error-percentage',
            windowMillis: condition.signal.aggregationWindow * 1000,
          }
        : undefined;
    case 'percentile':
      return isAttribute(argument, 'duration') && second?.kind === 'number'
        ? { kind: 'duration-percentile', percentile: second.value }
        : undefined;
    case 'average':
    case 'max':
      if (isAttribute(argument, CPU)) {
        return { kind: 'cpu' };
      }
      return isAttribute(argument, 'duration')
        ? { kind: 'duration-average' }
        : undefined;
    case 'count':
    case 'rate':
    case 'uniquecount':
      return condition.type === 'BASELINE'
        ? { kind: 'throughput-deviation' }
        : { kind: 'throughput' };
    default:
      return undefined;
  }
}

/** The call of `average(x) * 100`; any other arithmetic is not understood. */
function innermostCall(expression: Expression): Call | undefined {
  if (expression.kind === 'call') {
    return expression;
  }
  return expression.kind === 'arithmetic' &&
    expression.left.kind === 'call' &&
    expression.right.kind === 'number'
    ? expression.left
    : undefined;
}

function isError(condition: Expression): boolean {
  return (
    condition.kind === 'is' &&
    condition.test === 'true' &&
    !condition.negated &&
    isAttribute(condition.operand, 'error')
  );
}

function isAttribute(
  node: { kind: string } | undefined,
  name: string,
): boolean {
  return (
    node?.kind === 'attribute' && (node as { name?: string }).name === name
  );
}

/** The one service that the query's WHERE names. */
function streamOf(
  query: NrqlQueryNode,
  streams: readonly Stream[],
): Stream | undefined {
  for (const { attribute, value } of equalities(query.where)) {
    const found = streams.find(({ service: { newRelic } }) =>
      attribute === 'appName' || attribute === 'entity.name'
        ? newRelic.appName === value
        : ['entityGuid', 'entity.guid'].includes(attribute) &&
          newRelic.entityGuid === value,
    );
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** What must be equal for the whole condition to hold. */
function* equalities(
  condition: Expression | undefined,
): Generator<{ attribute: string; value: string }> {
  if (condition?.kind === 'logical' && condition.operator === 'AND') {
    yield* equalities(condition.left);
    yield* equalities(condition.right);
  }
  if (
    condition?.kind === 'comparison' &&
    condition.operator === '=' &&
    condition.left.kind === 'attribute' &&
    condition.right.kind === 'string'
  ) {
    yield { attribute: condition.left.name, value: condition.right.value };
  }
}
