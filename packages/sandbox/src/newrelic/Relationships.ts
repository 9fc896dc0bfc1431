import { Company, Service } from '../company';
import { monitorOf } from '../telemetry';
import { Entity, EntityStore } from './entities';

export type RelationshipType = 'CALLS' | 'MEASURES' | 'MONITORS';

/** One entity does something to another. */
export interface Relationship {
  source: Entity;
  target: Entity;
  type: RelationshipType;
}

/** How entities hang together: from the calls of the company's services, their service levels and their monitors. */
export class Relationships {
  readonly #services: readonly Service[];
  readonly #entities: EntityStore;
  #index: Map<string, { from: string; to: string; type: RelationshipType }[]>;
  #isIndexed = false;

  constructor(company: Company, entities: EntityStore) {
    this.#services = company.services;
    this.#entities = entities;
    this.#index = new Map();
  }

  /** Those that an entity has a part in. */
  of(entity: Entity): Relationship[] {
    this.#build();
    const known = this.#index.get(entity.guid) ?? [];
    const associated = entity.tags
      .filter(({ key }) => key === 'nr.associatedEntityGuid')
      .flatMap(({ values }) => values);
    return [
      ...known,
      ...entity.serviceLevels.map(({ guid }) => ({
        from: guid,
        to: entity.guid,
        type: 'MEASURES' as const,
      })),
      ...associated.map(({ value }) => ({
        from: entity.guid,
        to: value,
        type: 'MEASURES' as const,
      })),
    ].flatMap(({ from, to, type }) => {
      const source = this.#entities.get(from);
      const target = this.#entities.get(to);
      return source && target ? [{ source, target, type }] : [];
    });
  }

  /** What the company is like does not change: once, when somebody asks. */
  #build(): void {
    if (this.#isIndexed) {
      return;
    }
    this.#isIndexed = true;
    const guids = new Map(
      this.#services.map(({ name, newRelic }) => [name, newRelic.entityGuid]),
    );
    for (const service of this.#services) {
      const { entityGuid } = service.newRelic;
      const callees = service.transactions.flatMap(({ calls }) =>
        calls.map(call => guids.get(call.service)),
      );
      for (const callee of new Set(callees)) {
        this.#add(entityGuid, callee, 'CALLS');
      }
      this.#add(monitorOf(service)?.guid, entityGuid, 'MONITORS');
    }
  }

  #add(
    from: string | undefined,
    to: string | undefined,
    type: RelationshipType,
  ): void {
    if (from !== undefined && to !== undefined) {
      for (const guid of new Set([from, to])) {
        const known = this.#index.get(guid) ?? [];
        this.#index.set(guid, [...known, { from, to, type }]);
      }
    }
  }
}
