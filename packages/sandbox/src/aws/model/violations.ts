import { ServiceModel } from './shapes';

/** One constraint that a value does not satisfy. */
export interface Violation {
  /** where, as AWS writes it: `tags.1.member.key` */
  path: string;
  value: unknown;
  /** `Member must …`, in AWS's words */
  constraint: string;
  /** the JSON type itself is wrong, which AWS reports as a SerializationException */
  wrongType?: boolean;
}

const lowerFirst = (name: string) => name[0].toLowerCase() + name.slice(1);

/**
 * Everything in which a JSON value differs from a shape of the model.
 *
 * Unknown members are ignored in requests, as AWS does; `strict` reports them,
 * which is what the tests of the stand-in's own answers want.
 */
export function findViolations(
  model: ServiceModel,
  shapeName: string,
  value: unknown,
  options: { strict?: boolean; path?: string } = {},
): Violation[] {
  const path = options.path ?? '';
  const shape = model.shapes[shapeName];
  const wrong = (constraint: string): Violation[] => [
    { path, value, constraint },
  ];
  const wrongType = (): Violation[] => [
    { path, value, constraint: `expected ${shape.type}`, wrongType: true },
  ];
  const at = (segment: string) => (path ? `${path}.${segment}` : segment);
  const inside = (shape_: string, value_: unknown, segment: string) =>
    findViolations(model, shape_, value_, { ...options, path: at(segment) });
  const lengthOf = (length: number, limits: { min?: number; max?: number }) => {
    if (length < (limits.min ?? 0)) {
      return wrong(
        `Member must have length greater than or equal to ${limits.min}`,
      );
    }
    if (length > (limits.max ?? Infinity)) {
      return wrong(
        `Member must have length less than or equal to ${limits.max}`,
      );
    }
    return [];
  };

  switch (shape.type) {
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrongType();
    case 'timestamp':
      return typeof value === 'number' ? [] : wrongType();
    case 'integer':
      if (typeof value !== 'number' || !Number.isInteger(value)) {
        return wrongType();
      }
      if (value < (shape.min ?? -Infinity)) {
        return wrong(
          `Member must have value greater than or equal to ${shape.min}`,
        );
      }
      if (value > (shape.max ?? Infinity)) {
        return wrong(
          `Member must have value less than or equal to ${shape.max}`,
        );
      }
      return [];
    case 'enum':
      if (typeof value !== 'string') {
        return wrongType();
      }
      return shape.values.includes(value)
        ? []
        : wrong(
            `Member must satisfy enum value set: [${shape.values.join(', ')}]`,
          );
    case 'string': {
      if (typeof value !== 'string') {
        return wrongType();
      }
      const length = lengthOf([...value].length, shape);
      const matches =
        shape.pattern === undefined ||
        new RegExp(`^(?:${shape.pattern})$`, 'u').test(value);
      return matches
        ? length
        : [
            ...length,
            ...wrong(
              `Member must satisfy regular expression pattern: ${shape.pattern}`,
            ),
          ];
    }
    case 'list':
      if (!Array.isArray(value)) {
        return wrongType();
      }
      return [
        ...lengthOf(value.length, shape),
        ...value.flatMap((member, index) =>
          inside(shape.member, member, `${index + 1}.member`),
        ),
      ];
    case 'map':
      if (!isObject(value)) {
        return wrongType();
      }
      return [
        ...lengthOf(Object.keys(value).length, shape),
        ...Object.entries(value).flatMap(([key, member]) => [
          ...inside(shape.key, key, 'key'),
          ...inside(shape.value, member, `${key}.member`),
        ]),
      ];
    case 'structure': {
      if (!isObject(value)) {
        return wrongType();
      }
      const missing = (shape.required ?? [])
        .filter(name => value[name] === undefined || value[name] === null)
        .map(name => ({
          path: at(lowerFirst(name)),
          value: undefined,
          constraint: 'Member must not be null',
        }));
      const present = Object.entries(value).flatMap(([name, member]) => {
        if (member === undefined || member === null) {
          return [];
        }
        const target = shape.members[name];
        if (target) {
          return inside(target, member, lowerFirst(name));
        }
        return options.strict
          ? [{ path: at(name), value: member, constraint: 'is not modelled' }]
          : [];
      });
      return [...missing, ...present];
    }
    default:
      return shape satisfies never;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
