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

/** Blanks, and comments from `--` or `//` to the end of a line or inside slash and star. */
const BLANK = /(?:\s+|--[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;

/**
 * What a token of each type looks like; the first pattern that fits wins, and
 * its group is the value.
 *
 * Names are letters, digits, `_`, `$`, dots; colons inside (`aws:region`, while
 * `t: 0.5` and `t:0.5` are labels); `%` after a dot or at the end of an
 * argument, as the wildcard of metric names (`aws.lambda.%`).
 */
const PATTERNS: ReadonlyArray<{
  type: TokenType;
  pattern: RegExp;
  escaped?: boolean;
}> = [
  { type: 'string', escaped: true, pattern: /'((?:[^'\\]|\\[\s\S])*)'/y },
  { type: 'string', escaped: true, pattern: /"((?:[^"\\]|\\[\s\S])*)"/y },
  { type: 'string', pattern: /[rR]'((?:[^'\\]|\\[\s\S])*)'/y },
  { type: 'string', pattern: /[rR]"((?:[^"\\]|\\[\s\S])*)"/y },
  { type: 'name', escaped: true, pattern: /`((?:[^`\\]|\\[\s\S])*)`/y },
  { type: 'variable', pattern: /\{\{\{?\s*([^{}]*?)\s*\}?\}\}/y },
  { type: 'number', pattern: /((?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)/y },
  {
    type: 'word',
    pattern:
      /([\p{L}_$@#](?:[\p{L}\p{N}_$@#]|:(?=[\p{L}_])|\.(?=[\p{L}\p{N}_$@#%])|(?<=\.)%|%(?=\s*[),]))*)/uy,
  },
  { type: 'symbol', pattern: /(<>|!=|<=|>=|==|[=<>(),:*/+\-%[\]{}])/y },
];

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
  for (;;) {
    offset += matchAt(BLANK, text, offset)?.[0].length ?? 0;
    const place = positionOf(offset);
    if (offset === text.length) {
      const span = { start: offset, end: offset, ...place };
      tokens.push({ type: 'end', value: '', span });
      return tokens;
    }
    const token = readToken(text, offset);
    if (!token) {
      const found = text[offset];
      const problem = /['"`]/.test(found)
        ? `perhaps unbalanced ${found}`
        : undefined;
      throw new NrqlSyntaxError({ ...place, found, problem });
    }
    const end = offset + token.length;
    const { type, value } = token;
    tokens.push({ type, value, span: { start: offset, end, ...place } });
    offset = end;
  }
}

function matchAt(pattern: RegExp, text: string, offset: number) {
  pattern.lastIndex = offset;
  return pattern.exec(text);
}

function readToken(text: string, offset: number) {
  for (const { type, pattern, escaped } of PATTERNS) {
    const match = matchAt(pattern, text, offset);
    if (match) {
      const value = escaped ? unescape(match[1]) : match[1];
      return { type, value, length: match[0].length };
    }
  }
  return undefined;
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
