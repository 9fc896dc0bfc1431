import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  buildSchema,
  findBreakingChanges,
  GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { createSchema, readSchema } from './schema';

/** New Relic's published schema is not part of the project; where it is at hand, ours is held against it. */
const published = join(
  resolvePackagePath('@rocket/sandbox', '../..'),
  '../shared/newrelic/schema.graphql',
);

describe('schema', () => {
  it('has a resolver for every field that needs one, and no other', () => {
    expect(() => createSchema()).not.toThrow();
  });

  it('is a strict subset of the published one', context => {
    context.skip(
      !existsSync(published),
      'needs ../shared/newrelic/schema.graphql',
    );
    const theirs = buildSchema(readFileSync(published, 'utf8'));
    const ours = buildSchema(readSchema());
    expect(differences(ours, theirs)).toEqual([]);
    // Also what ours has none of today: members of unions, directives.
    expect(findBreakingChanges(ours, theirs)).toEqual([]);
    expect(findBreakingChanges(theirs, ours)).not.toEqual([]);
    expect(Object.keys(ours.getTypeMap()).length).toBeLessThan(
      Object.keys(theirs.getTypeMap()).length,
    );
  });

  it('notices what is not in the published one', () => {
    const theirs = buildSchema(
      'type Query { a(x: Int!): String! } input I { r: Int! o: Int } enum E { A }',
    );
    const ours = buildSchema(
      'type Query { a(x: String!, y: Int): String b: Int } input I { o: Int } enum E { A B } type T { t: Int }',
    );
    expect(differences(ours, theirs)).toEqual([
      'Query.a: String is not String!',
      'Query.a(x:): String! is not Int!',
      'Query.a(y:): unknown',
      'Query.b: unknown',
      'I.r: required, but missing',
      'E.B: unknown',
      'T: unknown',
    ]);
  });
});

/** Everything of ours that is not so in theirs, or that theirs asks for and ours does not know. */
function differences(ours: GraphQLSchema, theirs: GraphQLSchema): string[] {
  const found: string[] = [];
  const compareTypes = (place: string, mine: unknown, other: unknown) => {
    if (String(mine) !== String(other)) {
      found.push(`${place}: ${mine} is not ${other}`);
    }
  };
  for (const type of Object.values(ours.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) {
      continue;
    }
    const other = theirs.getType(type.name);
    if (!other || other.constructor !== type.constructor) {
      found.push(`${type.name}: unknown`);
      continue;
    }
    if (isEnumType(type) && isEnumType(other)) {
      for (const { name } of type.getValues()) {
        if (!other.getValue(name)) {
          found.push(`${type.name}.${name}: unknown`);
        }
      }
    }
    if (isInputObjectType(type) && isInputObjectType(other)) {
      for (const [name, field] of Object.entries(type.getFields())) {
        const known = other.getFields()[name];
        compareTypes(`${type.name}.${name}`, field.type, known?.type);
      }
      for (const [name, field] of Object.entries(other.getFields())) {
        if (String(field.type).endsWith('!') && !type.getFields()[name]) {
          found.push(`${type.name}.${name}: required, but missing`);
        }
      }
    }
    if (
      (isObjectType(type) || isInterfaceType(type)) &&
      (isObjectType(other) || isInterfaceType(other))
    ) {
      const interfaces = other.getInterfaces().map(({ name }) => name);
      for (const { name } of type.getInterfaces()) {
        if (!interfaces.includes(name)) {
          found.push(`${type.name} implements ${name}: unknown`);
        }
      }
      for (const [name, field] of Object.entries(type.getFields())) {
        const place = `${type.name}.${name}`;
        const known = other.getFields()[name];
        if (!known) {
          found.push(`${place}: unknown`);
          continue;
        }
        compareTypes(place, field.type, known.type);
        for (const argument of field.args) {
          const knownArgument = known.args.find(
            candidate => candidate.name === argument.name,
          );
          if (knownArgument) {
            compareTypes(
              `${place}(${argument.name}:)`,
              argument.type,
              knownArgument.type,
            );
          } else {
            found.push(`${place}(${argument.name}:): unknown`);
          }
        }
        for (const argument of known.args) {
          if (
            String(argument.type).endsWith('!') &&
            !field.args.some(({ name: own }) => own === argument.name)
          ) {
            found.push(`${place}(${argument.name}:): required, but missing`);
          }
        }
      }
    }
  }
  return found;
}
