import {
  RELATION_DEPENDS_ON,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';

/** Joins a component to New Relic; see the catalog model. */
export const ANNOTATION_ENTITY_GUID = 'newrelic.com/entity-guid';
export const ANNOTATION_APP_NAME = 'newrelic.com/app-name';
export const ANNOTATION_ACCOUNT_ID = 'newrelic.com/account-id';

/** A component of a step: what the catalog says of it, and what it is in New Relic. */
export interface ComponentFacts {
  entityRef: string;
  title: string;
  /** Entity references of what it depends on. */
  dependsOn: string[];
  /** What its annotations say. */
  annotations: { guid?: string; appName?: string; accountId?: number };
  /** The entity in New Relic; missing while it is not joined. */
  newRelic?: { guid: string; accountId: number; permalink?: string };
  /** Why it is not joined, as the end of "Nothing is known about it: …". */
  missing?: string;
}

/** What the catalog says of a component, not yet joined. */
export function factsOf(entity: Entity): ComponentFacts {
  const { annotations, name, title } = entity.metadata;
  const accountId = Number(annotations?.[ANNOTATION_ACCOUNT_ID]);
  return {
    entityRef: stringifyEntityRef(entity),
    title: title ?? name,
    dependsOn: (entity.relations ?? [])
      .filter(({ type }) => type === RELATION_DEPENDS_ON)
      .map(({ targetRef }) => targetRef),
    annotations: {
      guid: annotations?.[ANNOTATION_ENTITY_GUID],
      appName: annotations?.[ANNOTATION_APP_NAME],
      accountId: Number.isInteger(accountId) ? accountId : undefined,
    },
  };
}

/**
 * The account that an entity lives in: a GUID is base64 of
 * `<account>|<domain>|<type>|<id>`.
 *
 * @returns `undefined` when it is no GUID.
 */
export function accountOfGuid(guid: string): number | undefined {
  const [account] = Buffer.from(guid, 'base64').toString('utf8').split('|');
  return account && /^[1-9]\d*$/.test(account) ? Number(account) : undefined;
}
