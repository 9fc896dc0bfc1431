import { EntityAttribute, EntityCondition } from './parseEntitySearch';

/** What a search sees of an entity; `undefined` is an attribute that it does not have. */
export interface SearchableEntity {
  property(
    name: Extract<EntityAttribute, { kind: 'property' }>['name'],
  ): string | undefined;
  tags: readonly { key: string; values: readonly string[] }[];
}

/**
 * Whether an entity meets a condition. Tags are compared without case unless
 * asked otherwise. A tag with several values meets a condition if one of them
 * does; an attribute that is missing meets none, and so its negation.
 */
export function matchEntity(
  entity: SearchableEntity,
  condition: EntityCondition,
  options: { caseSensitiveTagMatching: boolean },
): boolean {
  switch (condition.kind) {
    case 'and':
      return (
        matchEntity(entity, condition.left, options) &&
        matchEntity(entity, condition.right, options)
      );
    case 'or':
      return (
        matchEntity(entity, condition.left, options) ||
        matchEntity(entity, condition.right, options)
      );
    case 'not':
      return !matchEntity(entity, condition.operand, options);
    default:
      return matchAttribute(entity, condition, options);
  }
}

type AttributeCondition = Extract<
  EntityCondition,
  { attribute: EntityAttribute }
>;

function matchAttribute(
  entity: SearchableEntity,
  condition: AttributeCondition,
  options: { caseSensitiveTagMatching: boolean },
): boolean {
  const { attribute } = condition;
  const isTag = attribute.kind === 'tag';
  const fold = (text: string) =>
    isTag && !options.caseSensitiveTagMatching ? text.toLowerCase() : text;
  const values = isTag
    ? entity.tags
        .filter(({ key }) => fold(key) === fold(attribute.key))
        .flatMap(tag => tag.values)
    : [entity.property(attribute.name)].filter(value => value !== undefined);
  switch (condition.kind) {
    case 'isNull':
      return values.length === 0;
    case 'like':
      return values.some(value => matchesLike(value, condition.pattern));
    case 'in': {
      const wanted = condition.values.map(fold);
      return values.some(value => wanted.includes(fold(value)));
    }
    default:
      return condition.operator === '!='
        ? !values.some(value => fold(value) === fold(condition.value))
        : values.some(value =>
            compare(fold(value), condition.operator, fold(condition.value)),
          );
  }
}

function compare(value: string, operator: string, limit: string): boolean {
  switch (operator) {
    case '=':
      return value === limit;
    case '<':
      return Number(value) < Number(limit);
    case '<=':
      return Number(value) <= Number(limit);
    case '>':
      return Number(value) > Number(limit);
    default:
      return Number(value) >= Number(limit);
  }
}

/**
 * LIKE is a search for words: it ignores case, and `.,;:*-_` are spaces, in the
 * pattern and in the value alike. `%` at the ends is allowed and changes nothing.
 */
function matchesLike(value: string, pattern: string): boolean {
  return words(value).includes(words(pattern.replace(/^%+|%+$/g, '')));
}

function words(text: string): string {
  return text
    .toLowerCase()
    .replace(/[.,;:*\-_\s]+/g, ' ')
    .trim();
}
