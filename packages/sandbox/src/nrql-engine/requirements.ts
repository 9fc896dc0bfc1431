import {
  Argument,
  Expression,
  NrqlQueryNode,
  functionName,
  walkExpression,
  zoneOfQuery,
} from '@rocket/nrql';
import { isAggregator } from './aggregators';
import { invalid } from './errors';
import { fromValues } from './expressions/Compiled';
import { compile } from './expressions/compile';

/** What a query needs to read of its events. */
export interface Requirements {
  attributes: ReadonlySet<string> | 'all';
  /** What the values of single attributes must be for a row to count; see `ReadOptions.accepts`. */
  accepts: ReadonlyMap<string, (value: string) => boolean>;
  /** Whether the query names the time of its events. */
  usesTimestamp: boolean;
}

/** All expressions of a query's own clauses; nested queries have their own. */
function expressionsOf(query: NrqlQueryNode): Array<Expression | Argument> {
  const { facet } = query;
  return [
    ...query.bindings.map(binding => binding.expression),
    ...query.select.map(item => item.expression),
    ...(query.where ? [query.where] : []),
    ...(facet?.items ?? []).flatMap(item =>
      item.otherwise ? [item.expression, item.otherwise] : [item.expression],
    ),
    ...(facet?.orderBy ?? []).map(item => item.expression),
    ...query.orderBy.map(item => item.expression),
  ];
}

/** Aggregators whose result depends on when each event was. */
const TIMED = new Set(['latest', 'earliest', 'derivative']);

export function requirementsOf(query: NrqlQueryNode): Requirements {
  const attributes = new Set<string>();
  let readsTime = !isAggregating(query);
  for (const expression of expressionsOf(query)) {
    for (const node of walkExpression(expression)) {
      if (node.kind === 'attribute') {
        attributes.add(node.name);
      }
      readsTime ||= node.kind === 'call' && TIMED.has(functionName(node));
    }
  }
  const usesTimestamp = attributes.has('timestamp');
  if (readsTime) {
    attributes.add('timestamp');
  }
  const all = query.select.some(item => item.expression.kind === 'star');
  return {
    attributes: all ? 'all' : attributes,
    accepts: acceptsOf(query),
    usesTimestamp,
  };
}

/** Whether SELECT has aggregators; otherwise it gives single events. */
export function isAggregating(query: NrqlQueryNode): boolean {
  return query.select.some(item => {
    for (const node of walkExpression(item.expression)) {
      if (node.kind === 'call' && isAggregator(functionName(node))) {
        return true;
      }
    }
    return false;
  });
}

/** The parts of WHERE, joined by AND, that are about one attribute each. */
function acceptsOf(query: NrqlQueryNode): Requirements['accepts'] {
  const accepts = new Map<string, (value: string) => boolean>();
  const bound = new Set(query.bindings.flatMap(binding => binding.names));
  for (const condition of conjunctsOf(query.where)) {
    const name = soleAttributeOf(condition);
    if (name === undefined || bound.has(name)) {
      continue;
    }
    const test = testOf(condition, query);
    const others = accepts.get(name);
    accepts.set(name, value => (!others || others(value)) && test(value));
  }
  return accepts;
}

function* conjunctsOf(node: Expression | undefined): Generator<Expression> {
  if (node?.kind === 'logical' && node.operator === 'AND') {
    yield* conjunctsOf(node.left);
    yield* conjunctsOf(node.right);
  } else if (node) {
    yield node;
  }
}

/** Nodes that compare, and what they compare with. */
const COMPARING: ReadonlySet<string> = new Set([
  'comparison',
  'like',
  'in',
  'is',
  'logical',
  'not',
  'string',
  'number',
  'boolean',
  'null',
]);

/** The one attribute that a condition depends on, if it depends on nothing else. */
function soleAttributeOf(condition: Expression): string | undefined {
  const names = new Set<string>();
  for (const node of walkExpression(condition)) {
    if (node.kind === 'attribute') {
      names.add(node.name);
    } else if (!COMPARING.has(node.kind)) {
      return undefined;
    }
  }
  return names.size === 1 ? [...names][0] : undefined;
}

/** A condition on one attribute as a test of its value. */
function testOf(
  condition: Expression,
  query: NrqlQueryNode,
): (value: string) => boolean {
  let current = '';
  const attribute = fromValues(() => current);
  const { truth } = compile(condition, {
    zone: zoneOfQuery(query),
    attribute: () => attribute,
    call: node => {
      throw invalid(node, 'a call is no plain condition');
    },
    subquery: node => {
      throw invalid(node, 'a subquery is no plain condition');
    },
  });
  return value => {
    current = value;
    return truth(0);
  };
}
