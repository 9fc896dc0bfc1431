import { existsSync, readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readSchema } from '@rocket/sandbox';
import {
  buildSchema,
  concatAST,
  parse,
  validate,
  type DocumentNode,
} from 'graphql';
import {
  generatedFile,
  generateOperations,
  readOperations,
} from '../__testUtils__/generateOperations';
import { nrqlOperation } from '../nrql/document';

/** New Relic's published schema is not ours to publish: it lies beside the project where it is at hand. */
const published = resolvePackagePath(
  '@rocket/plugin-newrelic-node',
  '../../../shared/newrelic/schema.graphql',
);

describe('operations', () => {
  const question = {
    query: "SELECT count(*) FROM Transaction WHERE name = '\"}'",
    timeoutSeconds: 30,
  };
  const written = concatAST([...readOperations().values()]);
  /** Those that are put together when they are asked. */
  const batches = [1, 20].flatMap(count =>
    [true, false].map(async =>
      parse(
        nrqlOperation(Array(count).fill(question), { accountId: 1, async })
          .document,
      ),
    ),
  );

  it('are those that the types were generated from: `yarn generate` when not', async () => {
    const text = await generateOperations(readOperations());
    await expect(text).toMatchFileSnapshot(generatedFile);
  });

  it('are not generated when they ask for what the schema does not have', async () => {
    const wrong = parse('query Wrong { actor { weather } }');
    await expect(
      generateOperations(new Map([['wrong.graphql', wrong]])),
    ).rejects.toThrow('Cannot query field "weather" on type "Actor"');
  });

  it('fit the schema, also when they are put together at run time', () => {
    const schema = buildSchema(readSchema());
    const complaints = (document: DocumentNode) => validate(schema, document);
    expect([written, ...batches].flatMap(complaints)).toEqual([]);
  });

  it('fit the published schema', context => {
    context.skip(
      !existsSync(published),
      'needs ../shared/newrelic/schema.graphql',
    );
    const theirs = buildSchema(readFileSync(published, 'utf8'));
    for (const document of [written, ...batches]) {
      expect(validate(theirs, document)).toEqual([]);
    }
  });

  it('keep NRQL out of the document', () => {
    const { document, variables } = nrqlOperation([question, question], {
      accountId: 1,
      async: false,
    });
    expect(document).not.toContain('Transaction');
    expect(variables).toEqual({
      account: 1,
      nrql0: question.query,
      timeout0: 30,
      nrql1: question.query,
      timeout1: 30,
    });
  });
});
