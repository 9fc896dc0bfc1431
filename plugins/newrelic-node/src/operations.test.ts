import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { alertConditionsDocument } from './alerts/alertConditions';
import { entitySearchDocument } from './entities/searchEntities';
import { nrqlOperation, nrqlProgressOperation } from './nrql/document';

/** New Relic's published schema, kept beside the repository where it is available. */
const schemaFile = resolve(
  __dirname,
  '../../../../shared/newrelic/schema.graphql',
);

describe('operations', () => {
  const question = {
    query: "SELECT count(*) FROM Transaction WHERE name = '\"}'",
    timeoutSeconds: 30,
  };

  const operations = {
    'entity search': entitySearchDocument,
    'alert conditions': alertConditionsDocument,
    'one query': nrqlOperation([question], { accountId: 1, async: false })
      .document,
    'many queries': nrqlOperation(Array(20).fill(question), {
      accountId: 1,
      async: true,
    }).document,
    progress: nrqlProgressOperation({ accountId: 1, queryId: 'q' }).document,
  };
  // New Relic's schema is not ours to publish: it lies beside the project where it is at hand.
  describe.skipIf(!existsSync(schemaFile))('in the published schema', () => {
    it('are valid', () => {
      const schema = buildSchema(readFileSync(schemaFile, 'utf8'));
      for (const [name, document] of Object.entries(operations)) {
        expect({ name, errors: validate(schema, parse(document)) }).toEqual({
          name,
          errors: [],
        });
      }
    });
  });

  it('keeps NRQL out of the document', () => {
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
