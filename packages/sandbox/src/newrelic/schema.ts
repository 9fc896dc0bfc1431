import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  buildSchema,
  GraphQLAbstractType,
  GraphQLFieldResolver,
  GraphQLSchema,
  isAbstractType,
  isObjectType,
} from 'graphql';
import { Condition } from './alerts/types';
import { RequestContext } from './context';
import {
  EntitySource,
  ResolverMap,
  resolverMaps,
  typeNameOf,
} from './resolvers';

/** Where the schema's documents are. */
export const schemaDirectory = resolvePackagePath(
  '@rocket/sandbox',
  'src/newrelic/schema',
);

/** The schema's text, all documents together. */
export function readSchema(): string {
  return readdirSync(schemaDirectory)
    .filter(name => name.endsWith('.graphql'))
    .sort()
    .map(name => readFileSync(join(schemaDirectory, name), 'utf8'))
    .join('\n');
}

/** The stand-in's schema with its resolvers. */
export function createSchema(): GraphQLSchema {
  const schema = buildSchema(readSchema());
  for (const resolvers of resolverMaps) {
    attach(schema, resolvers);
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) {
      type.resolveType = source => concreteType(type, source);
    }
  }
  return schema;
}

/** @throws Error when there is no such field: the schema and its resolvers drifted apart */
function attach(schema: GraphQLSchema, resolvers: ResolverMap): void {
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) {
      throw new Error(`The schema has no object type ${typeName}`);
    }
    const known = type.getFields();
    for (const [fieldName, resolver] of Object.entries(fields)) {
      if (!known[fieldName]) {
        throw new Error(`The schema has no field ${typeName}.${fieldName}`);
      }
      known[fieldName].resolve = resolver as GraphQLFieldResolver<
        unknown,
        RequestContext
      >;
    }
  }
}

function concreteType(type: GraphQLAbstractType, source: unknown): string {
  switch (type.name) {
    case 'Entity':
    case 'AlertableEntity':
      return typeNameOf(source as EntitySource);
    case 'EntityOutline':
    case 'AlertableEntityOutline':
      return `${typeNameOf(source as EntitySource)}Outline`;
    case 'AlertsNrqlCondition':
      return (source as Condition).type === 'STATIC'
        ? 'AlertsNrqlStaticCondition'
        : 'AlertsNrqlBaselineCondition';
    case 'AiIssuesIIncident':
      return 'AiIssuesNewRelicIncident';
    case 'EntityRelationshipEdge':
      return 'EntityRelationshipDetectedEdge';
    case 'ChangeTrackingEvent':
      return 'ChangeTrackingDeploymentEvent';
    default:
      // Terms are only reached through conditions, whose fields have concrete types.
      return 'AlertsNrqlConditionTerms';
  }
}
