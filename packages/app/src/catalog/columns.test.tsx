import type { Entity } from '@backstage/catalog-model';
import { render } from '@testing-library/react';
import { catalogColumns } from './columns';

function entityOf(kind: string, metadata: Partial<Entity['metadata']>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name: 'limits', namespace: 'default', ...metadata },
  };
}

const columnsOf = (entity: Entity) =>
  catalogColumns({ filters: {}, entities: [entity] } as never);

/** What Rocket's own columns show of an entity, by their titles; those of Backstage have elements for titles. */
function shown(entity: Entity): Record<string, string> {
  return Object.fromEntries(
    columnsOf(entity)
      .filter(({ title }) => typeof title === 'string')
      .map(({ title, render: cell }) => {
        const content = cell?.({ entity } as never, 'row');
        return [title, render(<>{content}</>).container.textContent ?? ''];
      }),
  );
}

const fieldsOf = (entity: Entity) =>
  columnsOf(entity).map(({ field }) => field);

describe('the columns of the catalog', () => {
  it('say of a component how critical it is, where it is known from, and its drift', () => {
    expect(
      shown(
        entityOf('Component', {
          annotations: { 'rocket.dev/tier': '1' },
          labels: { 'rocket.dev/origin': 'aws', 'rocket.dev/drift': 'warning' },
        }),
      ),
    ).toEqual({
      Tier: '1',
      Origin: 'AWS',
      Drift: 'warning',
    });
  });

  it('say nothing of what nobody told, or told in words that we do not know', () => {
    expect(
      shown(
        entityOf('Component', { labels: { 'rocket.dev/origin': 'elsewhere' } }),
      ),
    ).toEqual({ Tier: '', Origin: '', Drift: '' });
  });

  it('make room for them, and are those of Backstage for what does not run', () => {
    const description = 'entity.metadata.description';
    expect(fieldsOf(entityOf('Resource', {}))).not.toContain(description);
    expect(fieldsOf(entityOf('System', {}))).toContain(description);
    expect(shown(entityOf('System', {}))).toEqual({});
    expect(shown(entityOf('Resource', {}))).toEqual({ Origin: '', Drift: '' });
  });
});
