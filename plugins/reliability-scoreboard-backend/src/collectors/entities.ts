import { nrql } from '@rocket/nrql';
import {
  accountOfGuid,
  type NewRelicEntity,
  type NewRelicService,
} from '@rocket/plugin-newrelic-node';
import type { EntityFacts } from '@rocket/plugin-reliability-scoreboard-common';
import type { CatalogedService } from '../catalog/readCatalog';

/** A guid that was found by name, and what was looked for then. */
export interface RememberedJoin {
  lookedFor: string;
  guid: string;
}

/** Everything in New Relic that can be a service. */
export const everyService =
  "domain IN ('APM', 'BROWSER', 'EXT') AND type IN ('APPLICATION', 'SERVICE')";

/** Everything that can be a service; or one entity. */
export function searchEntities(options: {
  newRelic: NewRelicService;
  guid?: string;
  signal?: AbortSignal;
}): Promise<NewRelicEntity[]> {
  const { newRelic, guid, signal } = options;
  const query = guid === undefined ? everyService : nrql`id = ${guid}`;
  return newRelic.searchEntities({ query, signal });
}

/** New Relic's entities by what a service can be joined by. */
export class EntityIndex {
  readonly #byGuid = new Map<string, NewRelicEntity>();
  readonly #byName = new Map<string, NewRelicEntity[]>();
  readonly #byEntityRef = new Map<string, NewRelicEntity>();

  constructor(entities: NewRelicEntity[]) {
    for (const entity of entities) {
      this.#byGuid.set(entity.guid, entity);
      const sameName = this.#byName.get(entity.name) ?? [];
      sameName.push(entity);
      this.#byName.set(entity.name, sameName);
      for (const ref of entity.tags.get('rocket.dev/entity-ref') ?? []) {
        this.#byEntityRef.set(ref, entity);
      }
    }
  }

  /**
   * The entity that a service is: by its guid annotation, else by its app name,
   * else by the tag that Rocket puts on entities that it made. A guid that was
   * found by name is remembered, so that a new app of that name changes nothing.
   */
  resolve(
    { service, annotations }: CatalogedService,
    remembered?: RememberedJoin,
  ): { facts?: EntityFacts; join?: RememberedJoin } {
    if (annotations.guid) {
      return { facts: this.#factsOf(annotations.guid, false) };
    }
    const lookedFor = lookFor(annotations);
    const known =
      remembered?.lookedFor === lookedFor && this.#byGuid.has(remembered.guid)
        ? remembered.guid
        : undefined;
    const guid =
      known ??
      (annotations.appName
        ? this.#findByName(annotations.appName, annotations.accountId)
        : this.#byEntityRef.get(service.entityRef)?.guid);
    return guid === undefined
      ? {}
      : { facts: this.#factsOf(guid, true), join: { lookedFor, guid } };
  }

  /** Two apps of one name in different accounts are told apart by the account only. */
  #findByName(name: string, accountId?: number): string | undefined {
    const candidates = (this.#byName.get(name) ?? []).filter(
      entity => accountId === undefined || entity.accountId === accountId,
    );
    const applications = candidates.filter(({ domain }) => domain === 'APM');
    const unambiguous = applications.length > 0 ? applications : candidates;
    return unambiguous.length === 1 ? unambiguous[0].guid : undefined;
  }

  #factsOf(guid: string, foundByName: boolean): EntityFacts | undefined {
    const entity = this.#byGuid.get(guid);
    const accountId = entity?.accountId ?? accountOfGuid(guid);
    return accountId === undefined
      ? undefined
      : {
          guid,
          accountId,
          foundByName,
          known: entity && {
            name: entity.name,
            url: entity.permalink,
            reporting: entity.reporting,
            watched:
              entity.alertSeverity !== undefined &&
              entity.alertSeverity !== 'NOT_CONFIGURED',
            serviceLevels: entity.serviceLevelIndicators.map(indicator => ({
              name: indicator.name,
              targets: indicator.objectives.map(({ target }) => target),
            })),
          },
        };
  }
}

/** What the annotations say, as one text: a join is forgotten when it changes. */
function lookFor({ appName, accountId }: CatalogedService['annotations']) {
  return JSON.stringify([appName, accountId]);
}
