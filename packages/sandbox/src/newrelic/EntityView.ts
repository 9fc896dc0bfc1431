import { Entity, entityType } from './entities';
import { SearchableEntity } from './entitySearch';
import { decodeGuid } from './guid';

/** What an entity search sees of an entity; one for many, which are looked at in turn. */
export class EntityView implements SearchableEntity {
  readonly #severityOf: (entity: Entity) => string;
  #entity: Entity | undefined;

  constructor(severityOf: (entity: Entity) => string) {
    this.#severityOf = severityOf;
  }

  /** The view, of this entity from now on. */
  of(entity: Entity): this {
    this.#entity = entity;
    return this;
  }

  get tags() {
    return this.#shown.tags.map(({ key, values }) => ({
      key,
      values: values.map(({ value }) => value),
    }));
  }

  property(
    name: Parameters<SearchableEntity['property']>[0],
  ): string | undefined {
    const entity = this.#shown;
    switch (name) {
      case 'id':
        return entity.guid;
      case 'accountId':
        return String(entity.accountId);
      case 'domainId':
        return decodeGuid(entity.guid)?.domainId;
      case 'domainType':
        return `${entity.domain}-${entity.type}`;
      case 'entityType':
        return entityType(entity);
      case 'reporting':
        return String(entity.reporting);
      case 'alertable':
        return 'true';
      case 'alertSeverity':
        return this.#severityOf(entity);
      default:
        return entity[name];
    }
  }

  get #shown(): Entity {
    if (!this.#entity) {
      throw new Error('A view shows an entity once it was given one');
    }
    return this.#entity;
  }
}
