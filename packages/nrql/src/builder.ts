import { isKeyword } from './keywords';
import { quoteName, quoteString } from './quote';

/** A piece of NRQL that is put into a query as it is. */
export class NrqlFragment {
  readonly text: string;

  /** Use `nrql.raw` or `nrql.attribute`. */
  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What may stand in a `${…}` of the `nrql` tag. */
export type NrqlValue =
  | string
  | number
  | boolean
  | Date
  | NrqlFragment
  | ReadonlyArray<string | number | boolean>;

function buildNrql(
  strings: TemplateStringsArray,
  ...values: NrqlValue[]
): string {
  // Not String.raw, but the cooked text: what the author sees is what is sent.
  return strings.reduce(
    (text, part, index) => text + toNrql(values[index - 1]) + part,
  );
}

function toNrql(value: NrqlValue): string {
  if (value instanceof NrqlFragment) {
    return value.text;
  }
  if (value instanceof Date) {
    return toNrql(value.getTime());
  }
  switch (typeof value) {
    case 'string':
      return quoteString(value);
    case 'boolean':
      return value ? 'TRUE' : 'FALSE';
    case 'number':
      if (!Number.isFinite(value)) {
        throw new TypeError(`${value} cannot be written in NRQL`);
      }
      // In parentheses, since `x -${-1}` would begin a comment.
      return value < 0 ? `(${value})` : String(value);
    default:
  }
  if (Array.isArray(value)) {
    if (value.length === 0) {
      throw new TypeError('An empty list cannot be written in NRQL');
    }
    return `(${value.map(toNrql).join(', ')})`;
  }
  throw new TypeError(`A value of type ${typeof value} cannot be put in NRQL`);
}

/**
 * Builds a query from a template; no value can break out of its place.
 *
 * Texts are quoted, numbers and booleans bare, dates are epoch milliseconds,
 * arrays are lists for IN. What is not a value goes through
 * `nrql.attribute(name)` or, when it is NRQL of our own, `nrql.raw(text)`.
 *
 * @example
 * ```ts
 * nrql`SELECT count(*) AS 'n' FROM Transaction
 *      WHERE appName IN ${names} FACET ${nrql.attribute('http.statusCode')}`
 * ```
 */
export const nrql = Object.assign(buildNrql, {
  /** The name of an attribute or event type, in back-ticks where it needs them. */
  attribute(name: string): NrqlFragment {
    // New Relic documents no way to escape a back-tick.
    if (name === '' || /[`\\\p{Cc}]/u.test(name)) {
      throw new TypeError(`${JSON.stringify(name)} cannot name an attribute`);
    }
    return new NrqlFragment(
      /^[A-Za-z_]\w*(\.\w+)*$/.test(name) && !isKeyword(name)
        ? name
        : quoteName(name),
    );
  },

  /** A fragment that is NRQL already. Never pass what a user wrote. */
  raw(text: string): NrqlFragment {
    return new NrqlFragment(text);
  },

  /** Several fragments as one, such as conditions joined by ` AND `. */
  join(fragments: NrqlFragment[], separator: string): NrqlFragment {
    return new NrqlFragment(fragments.map(String).join(separator));
  },
});
