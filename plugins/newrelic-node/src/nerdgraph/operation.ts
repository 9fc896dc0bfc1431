import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
import { getOperationAST, parse, type OperationTypeNode } from 'graphql';

/** A GraphQL document with one operation; the types of its data and variables come with it, as code generators make them. */
export interface NerdGraphDocument<
  Data,
  Variables,
> extends DocumentTypeDecoration<Data, Variables> {
  toString(): string;
}

export interface Operation {
  document: string;
  name: string;
  type: `${OperationTypeNode}`;
  /** Fields at the top; each of a mutation's changes something. */
  fields: number;
}

const known = new WeakMap<object, Operation>();

/** @throws TypeError when the document is not one operation with a name */
export function readOperation(
  document: NerdGraphDocument<unknown, never>,
): Operation {
  const before = known.get(document);
  if (before) {
    return before;
  }
  const text = document.toString();
  const node = getOperationAST(parse(text));
  if (!node?.name) {
    throw new TypeError(
      `A document must hold one operation with a name, unlike: ${text}`,
    );
  }
  const operation: Operation = {
    document: text,
    name: node.name.value,
    type: node.operation,
    fields: node.selectionSet.selections.length,
  };
  known.set(document, operation);
  return operation;
}
