/**
 * Runs one GraphQL request, and words what comes out as NerdGraph does.
 *
 * @packageDocumentation
 */
import {
  DocumentNode,
  execute,
  GraphQLError,
  GraphQLFormattedError,
  GraphQLSchema,
  Kind,
  OperationDefinitionNode,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { RequestContext } from './context';
import { reportError } from './reportError';

export interface GraphqlRequest {
  query: string;
  variables?: Record<string, unknown> | null;
  operationName?: string | null;
}

export interface GraphqlAnswer {
  data?: unknown;
  errors?: GraphQLFormattedError[];
}

/** A request that was read: it can be run, or has errors that keep it from it. */
export type PreparedRequest =
  | { kind: 'invalid'; errors: GraphQLFormattedError[] }
  | {
      kind: 'valid';
      document: DocumentNode;
      request: GraphqlRequest;
      /** Name of the operation that runs. */
      operation: string | undefined;
    };

/** Parses and validates: unknown fields, wrong arguments and the like end here. */
export function prepareRequest(
  schema: GraphQLSchema,
  request: GraphqlRequest,
): PreparedRequest {
  try {
    const document = parse(request.query);
    const errors = validate(schema, document);
    if (errors.length > 0) {
      return { kind: 'invalid', errors: errors.map(error => error.toJSON()) };
    }
    const operations = document.definitions.filter(
      (definition): definition is OperationDefinitionNode =>
        definition.kind === Kind.OPERATION_DEFINITION,
    );
    return {
      kind: 'valid',
      document,
      request,
      operation: request.operationName ?? operations[0]?.name?.value,
    };
  } catch (error) {
    if (error instanceof GraphQLError) {
      return { kind: 'invalid', errors: [error.toJSON()] };
    }
    throw error;
  }
}

/** Answers a request; fields that fail are null beside those that do not. */
export async function runRequest(options: {
  schema: GraphQLSchema;
  prepared: Extract<PreparedRequest, { kind: 'valid' }>;
  context: RequestContext;
}): Promise<GraphqlAnswer> {
  const { schema, prepared, context } = options;
  const { document, request } = prepared;
  const { data, errors = [] } = await execute({
    schema,
    document,
    contextValue: context,
    variableValues: request.variables ?? undefined,
    operationName: request.operationName ?? undefined,
  });
  const all = [
    ...errors.map(formatError),
    ...deprecationWarnings(schema, document),
  ];
  return all.length > 0 ? { data, errors: all } : { data };
}

/** An error that no resolver foresaw is the server's; what it says stays inside. */
function formatError(error: GraphQLError): GraphQLFormattedError {
  const { originalError } = error;
  if (!originalError || originalError instanceof GraphQLError) {
    return error.toJSON();
  }
  reportError(originalError);
  return {
    ...error.toJSON(),
    message: 'An internal server error occurred',
    extensions: { errorClass: 'INTERNAL_SERVER_ERROR' },
  };
}

/** NerdGraph warns of deprecated fields among the errors, beside good data. */
function deprecationWarnings(
  schema: GraphQLSchema,
  document: DocumentNode,
): GraphQLFormattedError[] {
  const warnings: GraphQLFormattedError[] = [];
  const typeInfo = new TypeInfo(schema);
  const path: string[] = [];
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: {
        enter(node) {
          path.push(node.alias?.value ?? node.name.value);
          if (typeInfo.getFieldDef()?.deprecationReason) {
            warnings.push({
              message: `This field is deprecated! ${typeInfo.getParentType()?.name}.${node.name.value} will be removed`,
              path: [...path],
            });
          }
        },
        leave() {
          path.pop();
        },
      },
    }),
  );
  return warnings;
}
