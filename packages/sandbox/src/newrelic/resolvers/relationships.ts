import { Entity } from '../entities';
import { Relationship } from '../Relationships';
import { EntitySource } from './entities';
import { pageOf } from './paging';
import { Resolver, ResolverMap } from './types';

const PAGE_SIZE = 200;

interface Choice<T> {
  include?: T[] | null;
  exclude?: T[] | null;
}

interface EdgeFilter {
  direction?: 'BOTH' | 'INBOUND' | 'OUTBOUND' | null;
  entityDomainTypes?: Choice<{ domain: string; type: string }> | null;
  relationshipTypes?: Choice<string> | null;
}

export const relatedEntities: Resolver<
  EntitySource,
  { cursor?: string | null; filter?: EdgeFilter | null; limit?: number | null }
> = ({ entity }, { cursor, filter, limit }, { state, mayRead }) => {
  const found = state.relationships.of(entity).filter(relationship => {
    const { source, target, type } = relationship;
    const other = source === entity ? target : source;
    return (
      mayRead(other.accountId) &&
      isDirected(relationship, entity, filter?.direction) &&
      isChosen(filter?.relationshipTypes, wanted => wanted === type) &&
      isChosen(
        filter?.entityDomainTypes,
        wanted => wanted.domain === other.domain && wanted.type === other.type,
      )
    );
  });
  const page = pageOf(found, {
    cursor,
    size: Math.min(PAGE_SIZE, Math.max(1, limit ?? PAGE_SIZE)),
    of: JSON.stringify([entity.guid, filter ?? {}]),
  });
  return { results: page.items, nextCursor: page.nextCursor };
};

/** Inbound are those that others have with the entity. */
function isDirected(
  { source, target }: Relationship,
  entity: Entity,
  direction: EdgeFilter['direction'],
): boolean {
  switch (direction) {
    case 'INBOUND':
      return target === entity;
    case 'OUTBOUND':
      return source === entity;
    default:
      return true;
  }
}

function isChosen<T>(
  choice: Choice<T> | null | undefined,
  matches: (wanted: T) => boolean,
): boolean {
  const { include, exclude } = choice ?? {};
  return (!include || include.some(matches)) && !exclude?.some(matches);
}

function vertex(side: 'source' | 'target') {
  const resolver: Resolver<Relationship> = relationship => {
    const entity = relationship[side];
    const { accountId, guid } = entity;
    return { accountId, guid, entity: { entity } };
  };
  return resolver;
}

export const relationshipResolvers: ResolverMap = {
  EntityRelationshipDetectedEdge: {
    source: vertex('source'),
    target: vertex('target'),
    createdAt: ({ source }: Relationship) => source.firstIndexedAt,
  },
};
