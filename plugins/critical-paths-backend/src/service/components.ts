import {
  RELATION_DEPENDS_ON,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  readNewRelicAnnotations,
  type NewRelicAnnotations,
} from '@rocket/plugin-newrelic-node';

/** A component of a step: what the catalog says of it, and what it is in New Relic. */
export interface ComponentFacts {
  entityRef: string;
  title: string;
  /** Entity references of what it depends on. */
  dependsOn: string[];
  /** What its annotations say. */
  annotations: NewRelicAnnotations;
  /** The entity in New Relic; missing while it is not joined. */
  newRelic?: { guid: string; accountId: number; permalink?: string };
  /** Why it is not joined, as the end of "Nothing is known about it: …". */
  missing?: string;
}

/** What the catalog says of a component, not yet joined. */
export function factsOf(entity: Entity): ComponentFacts {
  const { name, title } = entity.metadata;
  return {
    entityRef: stringifyEntityRef(entity),
    title: title ?? name,
    dependsOn: (entity.relations ?? [])
      .filter(({ type }) => type === RELATION_DEPENDS_ON)
      .map(({ targetRef }) => targetRef),
    annotations: readNewRelicAnnotations(entity),
  };
}
