import { EntitySearchSyntaxError } from './EntitySearchSyntaxError';

export interface Token {
  kind: 'word' | 'name' | 'string' | 'number' | 'symbol' | 'end';
  /** Decoded: without quotes or back-ticks. */
  text: string;
  /** From 1. */
  position: number;
}

const SPACE = /\s+/y;
const NUMBER = /-?\d+(?:\.\d+)?(?![\w.])/y;
const SYMBOL = /!=|<>|<=|>=|[=<>(),]/y;
/** A name with dots, any part of it in back-ticks: tags.`rocket.dev/team`. */
const NAME = /(?:[A-Za-z_][\w:/-]*|`[^`]+`)(?:\.(?:[\w:/-]+|`[^`]+`))*/y;

/** Cuts an entity search query into words, names, values and symbols. */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  let index = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = index;
    const found = pattern.exec(query)?.[0];
    index += found?.length ?? 0;
    return found;
  };
  while (index < query.length) {
    if (take(SPACE) !== undefined) {
      continue;
    }
    const position = index + 1;
    const quote = query[index];
    if (quote === "'" || quote === '"') {
      const { text, next } = readString(query, index);
      tokens.push({ kind: 'string', text, position });
      index = next;
      continue;
    }
    const number = take(NUMBER);
    if (number !== undefined) {
      tokens.push({ kind: 'number', text: number, position });
      continue;
    }
    const symbol = take(SYMBOL);
    if (symbol !== undefined) {
      tokens.push({ kind: 'symbol', text: symbol, position });
      continue;
    }
    const name = take(NAME);
    if (name === undefined) {
      throw new EntitySearchSyntaxError(position, query[index]);
    }
    tokens.push({
      kind: /[.`]/.test(name) ? 'name' : 'word',
      text: name.replaceAll('`', ''),
      position,
    });
  }
  tokens.push({ kind: 'end', text: '', position: query.length + 1 });
  return tokens;
}

/** A string ends at its own quote; a backslash or a doubled quote keeps it going. */
function readString(
  query: string,
  start: number,
): { text: string; next: number } {
  const quote = query[start];
  let text = '';
  for (let index = start + 1; index < query.length; index++) {
    const character = query[index];
    if (character === '\\' && index + 1 < query.length) {
      index += 1;
      text += query[index];
    } else if (character !== quote) {
      text += character;
    } else if (query[index + 1] === quote) {
      index += 1;
      text += quote;
    } else {
      return { text, next: index + 1 };
    }
  }
  throw new EntitySearchSyntaxError(start + 1, query.slice(start));
}
