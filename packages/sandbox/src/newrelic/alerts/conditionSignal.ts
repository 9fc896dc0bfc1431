import { Call, Expression, functionName, parseNrql } from '@rocket/nrql';
import { Signal } from '../../telemetry';
import { Condition } from './types';

const CPU = 'apm.service.cpu.usertime.utilization';

/** Signals by condition type, window and query, the query without the entity that it names. */
const known = new Map<string, Signal | undefined>();

/**
 * Which signal of its service a condition of the company watches, read from the
 * tree of its query. Undefined for what is not one of the standard questions.
 */
export function signalOf(condition: Condition): Signal | undefined {
  const { type, signal, targetEntity = '', nrql } = condition;
  const key = `${type} ${signal.aggregationWindow} ${nrql.query.replace(targetEntity, '')}`;
  if (!known.has(key)) {
    known.set(key, readSignal(condition));
  }
  return known.get(key);
}

function readSignal(condition: Condition): Signal | undefined {
  const query = parseNrql(condition.nrql.query);
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
