import { EventRow, RowOptions, RowSource } from '../telemetry';
import { EntityStore } from './entities';

/**
 * `Entity` events: every entity of an account as it is now, once in the time
 * that is asked about. Nothing documents how often New Relic writes them.
 */
export class EntityEvents implements RowSource {
  readonly #entities: EntityStore;

  constructor(entities: EntityStore) {
    this.#entities = entities;
  }

  eventTypes(accountId: number): readonly string[] {
    for (const entity of this.#entities.all()) {
      if (entity.accountId === accountId) {
        return ['Entity'];
      }
    }
    return [];
  }

  *rows({ accountId, begin, end, accepts }: RowOptions): Generator<EventRow> {
    const acceptsId = accepts?.get('id') ?? (() => true);
    for (const entity of this.#entities.all()) {
      const { guid, firstIndexedAt } = entity;
      const isThere = entity.accountId === accountId && firstIndexedAt < end;
      if (isThere && end > begin && acceptsId(guid)) {
        yield {
          timestamp: end - 1,
          id: guid,
          name: entity.name,
          type: `${entity.domain}-${entity.type}`,
          domain: entity.domain,
          reporting: entity.reporting,
          ...Object.fromEntries(
            entity.tags.map(({ key, values }) => [
              `tags.${key}`,
              values.map(({ value }) => value).join(','),
            ]),
          ),
        };
      }
    }
  }
}
