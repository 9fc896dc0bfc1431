import { globSync, readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { readSchema } from '@rocket/sandbox';
import { parse, type DocumentNode } from 'graphql';
import { format, resolveConfig } from 'prettier';

export const generatedFile = inSources('nerdgraph/operations.generated.ts');

/** Every `*.graphql` beside the code that asks it, by file. */
export function readOperations(): Map<string, DocumentNode> {
  const files = globSync('**/*.graphql', { cwd: inSources('') }).sort();
  return new Map(
    files.map(file => [file, parse(readFileSync(inSources(file), 'utf8'))]),
  );
}

/**
 * The types and texts of the operations, as `operations.generated.ts` holds them.
 *
 * @throws Error when an operation asks for what the schema does not have
 */
export async function generateOperations(
  documents: ReadonlyMap<string, DocumentNode>,
): Promise<string> {
  const text = await codegen({
    schema: parse(readSchema()),
    documents: [...documents].map(([location, document]) => ({
      location,
      document,
    })),
    filename: generatedFile,
    config: {
      documentMode: 'string',
      // The fields of a fragment belong to whoever spreads it.
      inlineFragmentTypes: 'combine',
      // Types of which the same is asked are one.
      mergeFragmentTypes: true,
      scalars: {
        EntityGuid: 'string',
        EpochMilliseconds: 'number',
        ID: 'string',
        NrdbResult: 'unknown',
        Nrql: 'string',
        Seconds: 'number',
      },
      // Nothing has this name: an operation that uses a scalar not listed above does not compile.
      defaultScalarType: 'ScalarWithoutType',
      useTypeImports: true,
    },
    pluginMap: { typedDocumentNode, typescriptOperations },
    plugins: [{ typescriptOperations: {} }, { typedDocumentNode: {} }],
  });
  const banner =
    '// Made from *.graphql by `yarn generate`.\n/* eslint-disable import/newline-after-import -- not written by hand */\n';
  return format(banner + text, {
    ...(await resolveConfig(generatedFile)),
    parser: 'typescript',
  });
}

function inSources(path: string): string {
  return resolvePackagePath('@rocket/plugin-newrelic-node', 'src', path);
}
