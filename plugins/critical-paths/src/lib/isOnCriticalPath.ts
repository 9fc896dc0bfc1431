import {
  RELATION_DEPENDENCY_OF,
  parseEntityRef,
  type Entity,
} from '@backstage/catalog-model';

/** The references of the critical paths that an entity is a step of. */
export function criticalPathRefs(entity: Entity): string[] {
  return (entity.relations ?? [])
    .filter(
      ({ type, targetRef }) =>
        type === RELATION_DEPENDENCY_OF &&
        parseEntityRef(targetRef).kind === 'criticalpath',
    )
    .map(({ targetRef }) => targetRef);
}

/** Whether an entity is a component on at least one critical path. */
export function isOnCriticalPath(entity: Entity): boolean {
  return entity.kind === 'Component' && criticalPathRefs(entity).length > 0;
}
