import { SourceSpan } from './ast';
import { NrqlSyntaxError } from './errors';

export type TokenType =
  /** A keyword, or a name without back-ticks. */
  | 'word'
  /** A name in back-ticks. */
  | 'name'
  | 'string'
  | 'number'
  /** `{{name}}` */
  | 'variable'
  | 'symbol'
  | 'end';

export interface Token {
  type: TokenType;
  /** A word as written, a name or string decoded, a symbol. */
  value: string;
  /** Of the whole token, quotes included. */
  span: SourceSpan;
}

/** Blanks and comments: `-- …`, `// …` and `/* … *​/`. */
const BLANK = /(?:\s+|--[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;

/**
 * Names: letters, digits, `_`, `$`, dots; colons inside (`aws:region`, while
 * `t: 0.5` and `t:0.5` are labels); `%` after a dot or at the end of an
 * argument, as the wildcard of metric names (`aws.lambda.%`).
 */
const WORD =
  /[\p{L}_$@#](?:[\p{L}\p{N}_$@#]|:(?=[\p{L}_])|\.(?=[\p{L}\p{N}_$@#%])|(?<=\.)%|%(?=\s*[),]))*/uy;
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const VARIABLE = /\{\{\{?\s*([^{}]*?)\s*\}?\}\}/y;
const SYMBOL = /<>|!=|<=|>=|==|[=<>(),:*/+\-%[\]{}]/y;
const QUOTED = {
  "'": /'((?:[^'\\]|\\[\s\S])*)'/y,
  '"': /"((?:[^"\\]|\\[\s\S])*)"/y,
  '`': /`((?:[^`\\]|\\[\s\S])*)`/y,
};
const ESCAPES: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '`': '`',
};

/** Splits a text into tokens; the last one is of type `end`. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const positionOf = createLineCounter(text);
  let offset = 0;

  const match = (pattern: RegExp, from = offset) => {
    pattern.lastIndex = from;
    return pattern.exec(text);
  };
  const push = (type: TokenType, value: string, length: number) => {
    tokens.push({
      type,
      value,
      span: { start: offset, end: offset + length, ...positionOf(offset) },
    });
    offset += length;
  };

  for (;;) {
    offset += match(BLANK)?.[0].length ?? 0;
    const first = text[offset];
    if (first === undefined) {
      push('end', '', 0);
      return tokens;
    }
    let found: RegExpExecArray | null;
    if (first === "'" || first === '"' || first === '`') {
      found = match(QUOTED[first]);
      if (!found) {
        throw new NrqlSyntaxError({
          ...positionOf(offset),
          found: first,
          problem: `perhaps unbalanced ${first}`,
        });
      }
      push(
        first === '`' ? 'name' : 'string',
        unescape(found[1]),
        found[0].length,
      );
    } else if (
      (first === 'r' || first === 'R') &&
      (found = match(QUOTED["'"], offset + 1) ?? match(QUOTED['"'], offset + 1))
    ) {
      push('string', found[1], found[0].length + 1);
    } else if ((found = match(VARIABLE))) {
      push('variable', found[1], found[0].length);
    } else if ((found = match(NUMBER))) {
      push('number', found[0], found[0].length);
    } else if ((found = match(WORD))) {
      push('word', found[0], found[0].length);
    } else if ((found = match(SYMBOL))) {
      push('symbol', found[0], found[0].length);
    } else {
      throw new NrqlSyntaxError({ ...positionOf(offset), found: first });
    }
  }
}

/** Unknown escapes, such as the `\d` of a regular expression, stay as they are. */
function unescape(body: string): string {
  return body.replace(
    /\\([\s\S])/g,
    (whole, char: string) => ESCAPES[char] ?? whole,
  );
}

/** Line and position of offsets that only grow. */
function createLineCounter(text: string) {
  let line = 1;
  let lineStart = 0;
  return (offset: number) => {
    for (
      let next = text.indexOf('\n', lineStart);
      next !== -1 && next < offset;
      next = text.indexOf('\n', lineStart)
    ) {
      line += 1;
      lineStart = next + 1;
    }
    return { line, position: offset - lineStart + 1 };
  };
}
