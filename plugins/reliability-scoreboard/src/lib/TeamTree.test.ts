import type { Entity } from '@backstage/catalog-model';
import { TeamTree } from './TeamTree';

function aGroup(
  name: string,
  spec?: { parent?: string; displayName?: string },
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name },
    spec: {
      type: 'team',
      parent: spec?.parent,
      profile: { displayName: spec?.displayName },
    },
  };
}

const tree = TeamTree.fromGroups([
  aGroup('issuing', { displayName: 'Issuing' }),
  aGroup('cards', { parent: 'group:default/issuing', displayName: 'Cards' }),
  aGroup('tokens', { parent: 'cards' }),
  aGroup('lost', { parent: 'nowhere' }),
]);

describe('TeamTree', () => {
  it('takes a team for itself and all teams below it', () => {
    expect(tree.withDescendants('group:default/issuing')).toEqual([
      'group:default/issuing',
      'group:default/cards',
      'group:default/tokens',
    ]);
    expect(tree.withDescendants('group:default/unheard-of')).toEqual([
      'group:default/unheard-of',
    ]);
  });

  it('offers the owners of services and the teams above them', () => {
    expect(tree.options(['group:default/tokens', 'user:default/ana'])).toEqual([
      { ref: 'user:default/ana', title: 'ana' },
      { ref: 'group:default/cards', title: 'Cards and below' },
      { ref: 'group:default/issuing', title: 'Issuing and below' },
      { ref: 'group:default/tokens', title: 'tokens' },
    ]);
  });

  it('survives teams that are their own ancestors', () => {
    const circle = TeamTree.fromGroups([
      aGroup('a', { parent: 'b' }),
      aGroup('b', { parent: 'a' }),
    ]);
    expect(circle.withDescendants('group:default/a')).toHaveLength(2);
    expect(circle.options(['group:default/a'])).toHaveLength(2);
  });
});
