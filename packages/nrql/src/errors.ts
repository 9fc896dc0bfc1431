import { SourceSpan } from './ast';

/** Where an error is, and what stands there. */
export interface NrqlSyntaxErrorOptions {
  /** From 1. */
  line: number;
  /** In the line, from 1. */
  position: number;
  /** The text that was found, or undefined at the end of the query. */
  found?: string;
  /** What could have stood there, in words. */
  expected?: string[];
  /** Instead of "unexpected …", when something else than an unexpected text is wrong. */
  problem?: string;
}

/**
 * A text that is not NRQL. The message has the form of New Relic's own:
 * `NRQL Syntax Error: Error at line 1 position 8, unexpected 'FORM'`, and says
 * then what was expected.
 */
export class NrqlSyntaxError extends Error {
  readonly line: number;
  readonly position: number;
  readonly found: string | undefined;
  readonly expected: readonly string[];

  constructor(options: NrqlSyntaxErrorOptions) {
    const { line, position, found, expected = [] } = options;
    const problem =
      options.problem ??
      `unexpected ${found === undefined ? 'end of query' : `'${found}'`}`;
    const hint = expected.length ? `, expected ${alternatives(expected)}` : '';
    super(
      `NRQL Syntax Error: Error at line ${line} position ${position}, ${problem}${hint}`,
    );
    this.name = 'NrqlSyntaxError';
    this.line = line;
    this.position = position;
    this.found = found;
    this.expected = expected;
  }

  /** An error about a node of a parsed query. */
  static at(
    span: SourceSpan,
    options: Omit<NrqlSyntaxErrorOptions, 'line' | 'position'>,
  ): NrqlSyntaxError {
    return new NrqlSyntaxError({
      ...options,
      line: span.line,
      position: span.position,
    });
  }
}

function alternatives(words: string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}
