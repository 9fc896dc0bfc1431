import { EntitySearchSyntaxError } from './EntitySearchSyntaxError';
import { Token, tokenize } from './tokens';

/** The tree of an entity search query. */
export type EntityCondition =
  | { kind: 'and' | 'or'; left: EntityCondition; right: EntityCondition }
  | { kind: 'not'; operand: EntityCondition }
  | {
      kind: 'compare';
      operator: '=' | '!=' | '<' | '<=' | '>' | '>=';
      attribute: EntityAttribute;
      value: string;
    }
  | { kind: 'like'; attribute: EntityAttribute; pattern: string }
  | { kind: 'in'; attribute: EntityAttribute; values: string[] }
  | { kind: 'isNull'; attribute: EntityAttribute };

/** What a condition looks at: an attribute of the entity, or one of its tags. */
export type EntityAttribute =
  { kind: 'property'; name: EntityProperty } | { kind: 'tag'; key: string };

/** By lower-case name. */
const PROPERTIES = {
  accountid: 'accountId',
  alertable: 'alertable',
  alertseverity: 'alertSeverity',
  domain: 'domain',
  domainid: 'domainId',
  domaintype: 'domainType',
  entitytype: 'entityType',
  guid: 'id',
  id: 'id',
  name: 'name',
  reporting: 'reporting',
  type: 'type',
} as const;

export type EntityProperty = (typeof PROPERTIES)[keyof typeof PROPERTIES];

const COMPARISONS = ['=', '!=', '<>', '<', '<=', '>', '>='];

class Parser {
  readonly #tokens: Token[];
  #index = 0;

  constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  parse(): EntityCondition {
    const condition = this.#or();
    if (this.#next.kind !== 'end') {
      this.#fail('AND, OR or the end');
    }
    return condition;
  }

  get #next(): Token {
    return this.#tokens[this.#index];
  }

  #or(): EntityCondition {
    let left = this.#and();
    while (this.#takeWord('OR')) {
      left = { kind: 'or', left, right: this.#and() };
    }
    return left;
  }

  #and(): EntityCondition {
    let left = this.#not();
    while (this.#takeWord('AND')) {
      left = { kind: 'and', left, right: this.#not() };
    }
    return left;
  }

  #not(): EntityCondition {
    if (this.#takeWord('NOT')) {
      return { kind: 'not', operand: this.#not() };
    }
    if (this.#takeSymbol('(')) {
      const condition = this.#or();
      if (!this.#takeSymbol(')')) {
        this.#fail(')');
      }
      return condition;
    }
    return this.#predicate();
  }

  #predicate(): EntityCondition {
    const attribute = this.#attribute();
    const operator = this.#next;
    if (operator.kind === 'symbol' && COMPARISONS.includes(operator.text)) {
      this.#index += 1;
      return {
        kind: 'compare',
        operator: (operator.text === '<>' ? '!=' : operator.text) as '=',
        attribute,
        value: this.#value(),
      };
    }
    if (this.#takeWord('IS')) {
      const negated = this.#takeWord('NOT');
      if (!this.#takeWord('NULL')) {
        this.#fail('NULL');
      }
      return negate(negated, { kind: 'isNull', attribute });
    }
    const negated = this.#takeWord('NOT');
    if (this.#takeWord('LIKE')) {
      return negate(negated, {
        kind: 'like',
        attribute,
        pattern: this.#value(),
      });
    }
    if (this.#takeWord('IN')) {
      return negate(negated, { kind: 'in', attribute, values: this.#values() });
    }
    return this.#fail('an operator');
  }

  #attribute(): EntityAttribute {
    const token = this.#next;
    const name = token.text;
    if (token.kind !== 'word' && token.kind !== 'name') {
      return this.#fail('an attribute');
    }
    const tag = /^tags?\.(.+)$/i.exec(name);
    const property = name.toLowerCase();
    if (!tag && !Object.hasOwn(PROPERTIES, property)) {
      return this.#fail('an attribute of entities or tags.…');
    }
    this.#index += 1;
    return tag
      ? { kind: 'tag', key: tag[1] }
      : {
          kind: 'property',
          name: PROPERTIES[property as keyof typeof PROPERTIES],
        };
  }

  #values(): string[] {
    if (!this.#takeSymbol('(')) {
      this.#fail('(');
    }
    const values = [this.#value()];
    while (this.#takeSymbol(',')) {
      values.push(this.#value());
    }
    if (!this.#takeSymbol(')')) {
      this.#fail(', or )');
    }
    return values;
  }

  #value(): string {
    const token = this.#next;
    const isLiteral =
      token.kind === 'string' ||
      token.kind === 'number' ||
      (token.kind === 'word' && /^(true|false)$/i.test(token.text));
    if (!isLiteral) {
      this.#fail('a value');
    }
    this.#index += 1;
    return token.kind === 'word' ? token.text.toLowerCase() : token.text;
  }

  #takeWord(word: string): boolean {
    return this.#takeIf(
      ({ kind, text }) => kind === 'word' && text.toUpperCase() === word,
    );
  }

  #takeSymbol(symbol: string): boolean {
    return this.#takeIf(
      ({ kind, text }) => kind === 'symbol' && text === symbol,
    );
  }

  #takeIf(matches: (token: Token) => boolean): boolean {
    const taken = matches(this.#next);
    this.#index += taken ? 1 : 0;
    return taken;
  }

  #fail(expected: string): never {
    throw new EntitySearchSyntaxError(
      this.#next.position,
      this.#next.text,
      expected,
    );
  }
}

/** @throws EntitySearchSyntaxError */
export function parseEntitySearch(query: string): EntityCondition {
  return new Parser(tokenize(query)).parse();
}

function negate(negated: boolean, operand: EntityCondition): EntityCondition {
  return negated ? { kind: 'not', operand } : operand;
}
