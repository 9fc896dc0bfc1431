import { Expression, Facet, FacetItem, functionName } from '@rocket/nrql';
import { Interner } from './Interner';
import type { RowTable } from './RowTable';
import { isAggregator } from './aggregators';
import { Compiled, Value, fromValues } from './expressions/Compiled';

/** The row does not meet WHERE, or is out of time. */
export const UNMATCHED = -1;
/** The row counts, but belongs to no group: a facet of it is null. */
export const UNGROUPED = -2;

/** More codes than a facet can have; a pair of numbers below it fits into a double. */
const PAIR = 2 ** 26;

/** Finds the group of each row. Groups are numbered as they are found, over all tables. */
export class FacetGroups {
  readonly #items: FacetItem[];
  readonly #interners: Interner[];
  /** For each further facet: the pairs of (group so far, code), numbered as found. */
  readonly #pairs: Array<{ numbers: Map<number, number>; keys: number[] }>;

  constructor(facet: Facet) {
    this.#items = facet.items;
    this.#interners = facet.items.map(() => new Interner());
    this.#pairs = facet.items
      .slice(1)
      .map(() => ({ numbers: new Map(), keys: [] }));
  }

  get count(): number {
    return this.#pairs.length
      ? this.#pairs[this.#pairs.length - 1].keys.length
      : this.#interners[0].values.length;
  }

  /** The facets' values of a group. */
  key(group: number): Value[] {
    const values: Value[] = [];
    let current = group;
    for (let index = this.#pairs.length - 1; index >= 0; index--) {
      const key = this.#pairs[index].keys[current];
      values.unshift(this.#interners[index + 1].values[key % PAIR]);
      current = Math.floor(key / PAIR);
    }
    return [this.#interners[0].values[current], ...values];
  }

  /** Puts groups in the place of all that is not `UNMATCHED`. */
  assign(table: RowTable, groups: Int32Array): void {
    const encoders = this.#items.map((item, position) =>
      this.#interners[position].encode(compileItem(table, item)),
    );
    const [first, ...others] = encoders;
    for (let row = 0; row < groups.length; row++) {
      if (groups[row] === UNMATCHED) {
        continue;
      }
      let group = first(row);
      for (let index = 0; index < others.length && group >= 0; index++) {
        const code = others[index](row);
        group = code < 0 ? -1 : this.#pair(index, group, code);
      }
      groups[row] = group < 0 ? UNGROUPED : group;
    }
  }

  #pair(index: number, group: number, code: number): number {
    const { numbers, keys } = this.#pairs[index];
    const key = group * PAIR + code;
    let found = numbers.get(key);
    if (found === undefined) {
      found = keys.length;
      numbers.set(key, found);
      keys.push(key);
    }
    return found;
  }
}

function compileItem(table: RowTable, item: FacetItem): Compiled {
  const main = table.compile(item.expression);
  if (!item.otherwise) {
    return main;
  }
  const otherwise = table.compile(item.otherwise);
  return fromValues(row =>
    main.present(row) ? main.value(row) : otherwise.value(row),
  );
}

/** What picks and sorts groups. */
export interface FacetRanking {
  /** Its number ranks the groups; without one their number of events does. */
  by?: Expression;
  /** Groups in which it is always null are left out. */
  present?: Expression;
}

const COUNT_RANKED = new Set([
  'uniquecount',
  'uniques',
  'latest',
  'earliest',
  'histogram',
  'stddev',
  'stdvar',
  'derivative',
]);

const WITHOUT_ATTRIBUTE = new Set(['filter', 'percentage', 'rate']);

/**
 * By New Relic's documentation: the first SELECT item picks and sorts, when it
 * is a number such as count or average; of other functions, how often a group
 * occurs. Only groups count in which its attribute has a value.
 */
export function rankingOf(first: Expression): FacetRanking {
  const name = first.kind === 'call' ? functionName(first) : '';
  if (first.kind !== 'call' || !isAggregator(name)) {
    return { by: first };
  }
  const [argument] = first.arguments;
  const hasAttribute =
    argument !== undefined &&
    argument.kind !== 'star' &&
    argument.kind !== 'where' &&
    argument.kind !== 'labelled' &&
    argument.kind !== 'aliased' &&
    !WITHOUT_ATTRIBUTE.has(name);
  return {
    by: COUNT_RANKED.has(name) ? undefined : first,
    present: hasAttribute ? argument : undefined,
  };
}

/** The number that ranks a value: itself, or the first one in it. */
export function rankOf(value: Value): number {
  if (typeof value === 'number') {
    return value;
  }
  const first =
    value !== null && typeof value === 'object'
      ? Object.values(value).find(item => typeof item === 'number')
      : undefined;
  return typeof first === 'number' ? first : -Infinity;
}
