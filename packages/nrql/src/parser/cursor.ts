import { SourceSpan } from '../ast';
import { NrqlSyntaxError } from '../errors';
import { Token, tokenize } from '../lexer';

/** Walks over the tokens of a text; the parser's functions share one. */
export class Cursor {
  readonly text: string;
  readonly #tokens: Token[];
  #index = 0;
  /** Parentheses that are open at this point. */
  #open: Token[] = [];

  constructor(text: string) {
    this.text = text;
    this.#tokens = tokenize(text);
  }

  /** The token at the cursor, or some tokens further. */
  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#index + ahead, this.#tokens.length - 1)];
  }

  next(): Token {
    const token = this.peek();
    this.#index = Math.min(this.#index + 1, this.#tokens.length - 1);
    if (token.type === 'symbol') {
      if (token.value === '(') {
        this.#open.push(token);
      } else if (token.value === ')') {
        this.#open.pop();
      }
    }
    return token;
  }

  /** Passes over all tokens before an offset in the text. */
  skipTo(offset: number): void {
    while (this.peek().type !== 'end' && this.peek().span.start < offset) {
      this.next();
    }
  }

  /** Whether these keywords come next, in any case. */
  isWord(...words: string[]): boolean {
    return words.every((word, ahead) => {
      const token = this.peek(ahead);
      return token.type === 'word' && token.value.toUpperCase() === word;
    });
  }

  isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.type === 'symbol' && token.value === symbol;
  }

  /** Takes the keywords when they come next. */
  takeWord(...words: string[]): boolean {
    const found = this.isWord(...words);
    if (found) {
      words.forEach(() => this.next());
    }
    return found;
  }

  takeSymbol(symbol: string): boolean {
    const found = this.isSymbol(symbol);
    if (found) {
      this.next();
    }
    return found;
  }

  expectSymbol(symbol: string, ...alternatives: string[]): Token {
    if (!this.isSymbol(symbol)) {
      throw this.unexpected(`'${symbol}'`, ...alternatives);
    }
    return this.next();
  }

  expectWord(word: string): void {
    if (!this.takeWord(word)) {
      throw this.unexpected(word);
    }
  }

  /** The span from a node or token's beginning to the last token taken. */
  spanFrom(start: SourceSpan): SourceSpan {
    const last = this.#tokens[Math.max(0, this.#index - 1)];
    return { ...start, end: Math.max(last.span.end, start.start) };
  }

  /** The error that the token at the cursor cannot stand here. */
  unexpected(...expected: string[]): NrqlSyntaxError {
    const token = this.peek();
    const open = this.#open[this.#open.length - 1];
    if (token.type === 'end' && open) {
      return NrqlSyntaxError.at(open.span, {
        problem: 'perhaps unbalanced (',
        expected,
      });
    }
    return NrqlSyntaxError.at(token.span, {
      found:
        token.type === 'end'
          ? undefined
          : this.text.slice(token.span.start, token.span.end),
      expected,
    });
  }
}
