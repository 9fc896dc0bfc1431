import {
  Entity,
  FieldFormatEntityPolicy,
  parseEntityRef,
} from '@backstage/catalog-model';
import fc from 'fast-check';
import { toRef } from './refs';

describe('toRef', () => {
  it.each([
    ['payments', 'group:default/payments'],
    ['Payments', 'group:default/payments'],
    ['finance/payments', 'group:finance/payments'],
    ['Finance/payments', 'group:finance/payments'],
    ['user:jane.doe', 'user:default/jane.doe'],
    ['/platform/payments', undefined],
    ['platform/payments/', undefined],
    ['Team Payments', undefined],
    ['payments-', undefined],
    ['jane@example.com', undefined],
    ['my_org/payments', undefined],
    ['a group:payments', undefined],
    [':', undefined],
    ['', undefined],
    ['x'.repeat(64), undefined],
  ])('reads %j as %s', (text, ref) => {
    expect(toRef(text, { kind: 'group' })).toBe(ref);
  });

  it('takes the namespace of who says it where the ref has none', () => {
    expect(toRef('cards', { kind: 'group', namespace: 'core' })).toBe(
      'group:core/cards',
    );
  });

  it('gives only refs that an entity of the catalog can have', async () => {
    const enforce = async (ref: string) => {
      const { kind, ...metadata } = parseEntityRef(ref);
      const entity: Entity = { apiVersion: 'a/v1', kind, metadata };
      await new FieldFormatEntityPolicy().enforce(entity);
    };
    const text = fc.string({ unit: fc.constantFrom(...'aZ9-_./: ~') });
    await fc.assert(
      fc.asyncProperty(text, async value => {
        const ref = toRef(value, { kind: 'group' });
        await expect(
          Promise.resolve(ref && enforce(ref)),
        ).resolves.toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });
});
