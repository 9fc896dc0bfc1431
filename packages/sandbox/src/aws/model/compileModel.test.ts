import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format } from 'prettier';
import { compileModel, SmithyModel } from './compileModel';
import { SERVED_OPERATIONS } from './operations';
import { serviceCatalogModel } from './serviceCatalogModel';
import { findViolations } from './violations';

const REFERENCE = resolve(
  __dirname,
  '../../../../../../shared/aws/service-catalog.smithy.json',
);

describe('the table of constraints', () => {
  // AWS's model is a reference that lies beside the project, not in it.
  it("is what AWS's published model says", async ({ skip }) => {
    skip(
      !existsSync(REFERENCE),
      'There is no ../shared/aws/service-catalog.smithy.json',
    );
    const smithy: SmithyModel = JSON.parse(readFileSync(REFERENCE, 'utf8'));
    const model = compileModel(smithy, {
      namespace: 'com.amazonaws.servicecatalog',
      operations: SERVED_OPERATIONS,
    });
    const source = [
      '// Compiled from AWS’s published Smithy model of Service Catalog (Apache-2.0) by',
      '// compileModel.test.ts; `npx vitest run -u` on that file writes it again.',
      "import { ServiceModel } from './shapes';",
      '',
      '/** Every constraint of the operations that the stand-in serves. */',
      `export const serviceCatalogModel: ServiceModel = ${JSON.stringify(model)};`,
    ].join('\n');
    const formatted = await format(source, {
      parser: 'typescript',
      singleQuote: true,
      trailingComma: 'all',
      arrowParens: 'avoid',
    });
    await expect(formatted).toMatchFileSnapshot('./serviceCatalogModel.ts');
  });

  it('finds what AWS would refuse, and says it as AWS does', () => {
    expect(
      findViolations(serviceCatalogModel, 'ProvisionProductInput', {
        ProvisionedProductName: '-starts-badly',
        Tags: [{ Key: 'a' }],
        NotificationArns: Array(6).fill('arn:aws:sns:sa-east-1:1:topic'),
      }).map(({ path, constraint }) => `${path}: ${constraint}`),
    ).toEqual([
      'provisionToken: Member must not be null',
      'provisionedProductName: Member must satisfy regular expression pattern: ^[a-zA-Z0-9][a-zA-Z0-9._-]*$',
      'tags.1.member.value: Member must not be null',
      'notificationArns: Member must have length less than or equal to 5',
    ]);
    expect(
      findViolations(serviceCatalogModel, 'SearchProvisionedProductsInput', {
        PageSize: 101,
        AccessLevelFilter: { Key: 'Everyone', Value: 'self' },
      }).map(({ constraint }) => constraint),
    ).toEqual([
      'Member must have value less than or equal to 100',
      'Member must satisfy enum value set: [Account, Role, User]',
    ]);
  });

  it('tells a wrong type from a wrong value', () => {
    expect(
      findViolations(serviceCatalogModel, 'ListPortfoliosInput', {
        PageSize: 'ten',
      }),
    ).toEqual([expect.objectContaining({ wrongType: true, path: 'pageSize' })]);
  });
});
