import { Operation, ServiceModel, Shape } from './shapes';

interface SmithyShape {
  type: string;
  members?: Record<string, { target: string; traits?: SmithyTraits }>;
  member?: { target: string };
  key?: { target: string };
  value?: { target: string };
  input?: { target: string };
  output?: { target: string };
  errors?: Array<{ target: string }>;
  traits?: SmithyTraits;
}

interface SmithyTraits {
  'smithy.api#length'?: { min?: number; max?: number };
  'smithy.api#range'?: { min?: number; max?: number };
  'smithy.api#pattern'?: string;
  'smithy.api#required'?: object;
  'smithy.api#enumValue'?: string;
}

/** The part of a Smithy 2.0 JSON model that is read here. */
export interface SmithyModel {
  shapes: Record<string, SmithyShape>;
}

const shortName = (target: string) => target.replace(/^.*#/, '');

/**
 * Compiles AWS's Smithy model into the compact table that the stand-in checks
 * requests against, keeping the given operations and what they reach.
 */
export function compileModel(
  smithy: SmithyModel,
  options: { namespace: string; operations: readonly string[] },
): ServiceModel {
  const shapes: Record<string, Shape> = {};

  const reach = (target: string): string => {
    const name = shortName(target);
    if (!(name in shapes)) {
      const source = smithy.shapes[target];
      shapes[name] = { type: 'structure', members: {} }; // holds the place in a cycle
      shapes[name] = compileShape(target, source, reach);
    }
    return name;
  };

  const operations: Record<string, Operation> = {};
  for (const name of [...options.operations].sort()) {
    const source = smithy.shapes[`${options.namespace}#${name}`];
    if (!source?.input || !source.output) {
      throw new Error(`The model knows no operation ${name}`);
    }
    operations[name] = {
      input: reach(source.input.target),
      output: reach(source.output.target),
      errors: (source.errors ?? []).map(error => shortName(error.target)),
    };
  }
  const sorted = Object.entries(shapes).sort(([a], [b]) => (a < b ? -1 : 1));
  return { operations, shapes: Object.fromEntries(sorted) };
}

function compileShape(
  target: string,
  source: SmithyShape | undefined,
  reach: (target: string) => string,
): Shape {
  const type = source?.type ?? shortName(target).toLowerCase();
  const length = source?.traits?.['smithy.api#length'] ?? {};
  const range = source?.traits?.['smithy.api#range'] ?? {};
  switch (type) {
    case 'enum':
      return {
        type,
        values: Object.entries(source!.members!).map(
          ([name, member]) => member.traits?.['smithy.api#enumValue'] ?? name,
        ),
      };
    case 'string': {
      const pattern = source?.traits?.['smithy.api#pattern'];
      return { type, ...length, ...(pattern ? { pattern } : {}) };
    }
    case 'integer':
      return { type, ...range };
    case 'boolean':
    case 'timestamp':
      return { type };
    case 'list':
      return { type, member: reach(source!.member!.target), ...length };
    case 'map':
      return {
        type,
        key: reach(source!.key!.target),
        value: reach(source!.value!.target),
        ...length,
      };
    case 'structure': {
      const members = Object.entries(source!.members ?? {});
      const required = members
        .filter(([, member]) => member.traits?.['smithy.api#required'])
        .map(([name]) => name);
      return {
        type,
        members: Object.fromEntries(
          members.map(([name, member]) => [name, reach(member.target)]),
        ),
        ...(required.length ? { required } : {}),
      };
    }
    default:
      throw new Error(`Shape ${target} has the unexpected type ${type}`);
  }
}
