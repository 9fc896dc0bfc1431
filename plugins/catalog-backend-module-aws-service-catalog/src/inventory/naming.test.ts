import { KubernetesValidatorFunctions } from '@backstage/catalog-model';
import fc from 'fast-check';
import { resourceName, serviceNameOf } from './naming';

describe('resourceName', () => {
  it('is readable, and tells two ARNs of one name apart', () => {
    const [first, second] = [
      resourceName('Card Authorizer (prod)', 'arn:1'),
      resourceName('Card Authorizer (prod)', 'arn:2'),
    ];
    expect(first).toMatch(/^card-authorizer-prod-[0-9a-f]{8}$/);
    expect(second).not.toBe(first);
  });

  it('is always a name that the catalog accepts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (name, arn) => {
        const result = resourceName(name, arn);
        expect(KubernetesValidatorFunctions.isValidObjectName(result)).toBe(
          true,
        );
        expect(result.length).toBeLessThanOrEqual(59);
      }),
    );
  });
});

describe('serviceNameOf', () => {
  it.each([
    ['fx-rates-production', 'fx-rates'],
    ['fx-rates-sa-east-1-production', 'fx-rates'],
    ['fx-rates', 'fx-rates'],
    ['production', 'production'],
  ])('takes places off the end: %s', (name, expected) => {
    expect(serviceNameOf(name, { region: 'sa-east-1' })).toBe(expected);
  });
});
