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
      'Declared tier': '1',
      Origin: 'AWS',
      Drift: 'warning',
    });
  });

  it('say nothing of what nobody told, or told in words that we do not know', () => {
    expect(
      shown(
        entityOf('Component', { labels: { 'rocket.dev/origin': 'elsewhere' } }),
      ),
    ).toEqual({ 'Declared tier': '', Origin: '', Drift: '' });
  });

  it('tell Resources of the same name apart by where they run', () => {
    const resource = entityOf('Resource', {
      labels: {
        'rocket.dev/aws-account': '222233334444',
        'rocket.dev/aws-region': 'us-east-1',
        'rocket.dev/environment': 'production',
      },
    });
    expect(shown(resource).Where).toBe('222233334444us-east-1 · production');
    const place = { account: '222233334444', accountName: 'Production' };
    const inventory = {
      origin: 'aws',
      deployments: [
        { ...place, arn: 'a', name: 'b', region: 'us-east-1', status: 'OK' },
      ],
    };
    expect(shown({ ...resource, spec: { inventory } }).Where).toMatch(
      /^Productionus-east-1/,
    );
  });

  it('do not pretend to sort what the back end cannot', () => {
    const own = columnsOf(entityOf('Component', {})).filter(
      ({ title }) => typeof title === 'string',
    );
    expect(own.map(({ sorting }) => sorting)).toEqual([false, false, false]);
  });

  it('make room for them, and are those of Backstage for what does not run', () => {
    const description = 'entity.metadata.description';
    const lifecycle = 'entity.spec.lifecycle';
    expect(fieldsOf(entityOf('Component', {}))).toContain(lifecycle);
    expect(fieldsOf(entityOf('Resource', {}))).not.toContain(lifecycle);
    expect(fieldsOf(entityOf('Resource', {}))).not.toContain(description);
    expect(fieldsOf(entityOf('System', {}))).toContain(description);
    expect(shown(entityOf('System', {}))).toEqual({});
    expect(shown(entityOf('Resource', {}))).toEqual({
      Where: '',
      Origin: '',
      Drift: '',
    });
  });
});
