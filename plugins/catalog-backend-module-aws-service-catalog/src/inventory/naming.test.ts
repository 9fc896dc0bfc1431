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

  const long = 'payments-settlement-reconciliation-engine-for-latam';

  it('takes places off before it cuts, so that every place gives one name', () => {
    const names = ['production', 'staging', 'sa-east-1-production'].map(place =>
      serviceNameOf(`${long}-${place}`, { region: 'sa-east-1' }),
    );
    expect(new Set(names).size).toBe(1);
  });

  it('tells two long names apart that begin alike', () => {
    const [card, cash] = ['card', 'cash'].map(what =>
      serviceNameOf(`${long}-${what}-limits`, { region: 'sa-east-1' }),
    );
    expect(card).toMatch(/^payments-settlement-[a-z-]*-[0-9a-f]{8}$/);
    expect(card.length).toBeLessThanOrEqual(50);
    expect(cash).not.toBe(card);
  });

  it('gives a name that the catalog accepts, or none, and soon', () => {
    const place = { environment: 'a', region: 'a-a', accountName: '!' };
    expect(serviceNameOf(`x${'-a'.repeat(60)}-b`, place)).toMatch(/^x(-a)+/);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 128 }), name => {
        const result = serviceNameOf(name, place);
        expect(
          result === '' ||
            KubernetesValidatorFunctions.isValidObjectName(result),
        ).toBe(true);
      }),
    );
  });
});
