/**
 * A question with a FACET has 5,000 groups in its answer at most. One with more
 * is asked again in parts that no two groups share and that leave none out:
 * first by the last character of the group's name, and a part that still has
 * too many by the character before it, and so on.
 *
 * A name that ends in `s` is either `s` itself, or has one of the characters of
 * our alphabet before `s`, or another one. These are the parts, whatever
 * characters there are; the alphabet, halved as often as is necessary, only
 * makes them small for entity guids.
 *
 * @packageDocumentation
 */
import { nrql, parseNrql, printNrql, type NrqlQueryNode } from '@rocket/nrql';

/** What guids are made of: base64, of either form. The dash is last, where a set needs no escape for it. */
const alphabet =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-';

/** One character of a name: any of these, or any but these. */
interface CharacterSet {
  characters: string;
  negated: boolean;
}

/** The names that end with these characters, or, when `whole`, that are made of them. */
export interface Part {
  ending: readonly CharacterSet[];
  whole: boolean;
}

export const everything: Part = { ending: [], whole: false };

/** Parts that have every name of this one exactly once; none when it cannot be divided. */
export function divide({ ending, whole }: Part): Part[] {
  if (whole) {
    return [];
  }
  const [first, ...rest] = ending;
  const endings =
    first && !first.negated && first.characters.length > 1
      ? halves(first.characters).map(half => [half, ...rest])
      : [
          ...halves(alphabet).map(half => [half, ...ending]),
          [{ characters: alphabet, negated: true }, ...ending],
        ];
  const parts = endings.map(longer => ({ ending: longer, whole: false }));
  // Halves of a set are as long as the set; only what is longer leaves out the name that is not.
  return endings[0]?.length === ending.length
    ? parts
    : [{ ending, whole: true }, ...parts];
}

function halves(characters: string): CharacterSet[] {
  const middle = Math.ceil(characters.length / 2);
  return [characters.slice(0, middle), characters.slice(middle)].map(half => ({
    characters: half,
    negated: false,
  }));
}

/**
 * The regular expression (RE2) that matches the whole of a part's names. NRQL's
 * RLIKE compares whole texts and, unlike LIKE, tells upper from lower case.
 */
export function patternOf({ ending, whole }: Part): string {
  const sets = ending.map(
    ({ characters, negated }) => `[${negated ? '^' : ''}${characters}]`,
  );
  // (?s): a name may hold a line break.
  return `(?s)${whole ? '' : '.*'}${sets.join('')}`;
}

/** A question that can be asked in parts. */
export class PartitionedQuery {
  readonly #query: NrqlQueryNode;
  readonly #attribute: string;

  /**
   * @param options - `attribute`: one of the FACET, of texts
   * @throws NrqlSyntaxError, or TypeError when the query has no such FACET
   */
  constructor(options: { query: string; attribute: string }) {
    const { query, attribute } = options;
    this.#query = parseNrql(query);
    this.#attribute = attribute;
    const byAttribute = this.#query.facet?.items.some(
      ({ expression }) =>
        expression.kind === 'attribute' && expression.name === attribute,
    );
    if (!byAttribute || this.#query.limit?.kind !== 'max') {
      throw new TypeError(
        `Only a query with FACET ${attribute} LIMIT MAX can be partitioned by it: ${query}`,
      );
    }
  }

  /** The question about one part. */
  textOf(part: Part): string {
    const name = nrql.attribute(this.#attribute);
    const { where: condition } = parseNrql(
      nrql`SELECT count(*) FROM Any WHERE ${name} RLIKE ${patternOf(part)}`,
    );
    const { where, span } = this.#query;
    return printNrql({
      ...this.#query,
      where:
        where && condition
          ? {
              kind: 'logical',
              operator: 'AND',
              left: where,
              right: condition,
              span,
            }
          : condition,
    });
  }
}
