import { Expression, parseNrql } from '@rocket/nrql';
import { EntityStore } from '../entities';
import { Target } from './evaluation/Incident';
import { Condition } from './types';

const GUID_ATTRIBUTES = ['entityGuid', 'entity.guid'];
const NAME_ATTRIBUTES = ['appName', 'entity.name'];

/** Finds what an incident is about. */
export class Targets {
  readonly #entities: EntityStore;

  constructor(entities: EntityStore) {
    this.#entities = entities;
  }

  /**
   * The entity that a group of the condition's FACET names, that it was made
   * for, or that its WHERE names; else the condition itself, by the group's name.
   */
  of(condition: Condition, facets: readonly string[]): Target {
    const { accountId, targetEntity } = condition;
    const entity =
      this.#find(accountId, facets) ??
      (targetEntity === undefined
        ? undefined
        : this.#entities.get(targetEntity)) ??
      this.#find(accountId, namesIn(condition.nrql.query));
    return entity
      ? { guid: entity.guid, name: entity.name, type: entity.type }
      : {
          guid: condition.entityGuid,
          name: facets.join(', ') || condition.name,
          type: 'CONDITION',
        };
  }

  #find(accountId: number, names: Iterable<string>) {
    for (const name of names) {
      const entity =
        this.#entities.get(name) ?? this.#entities.application(accountId, name);
      if (entity) {
        return entity;
      }
    }
    return undefined;
  }
}

function* namesIn(query: string): Generator<string> {
  yield* equalities(parseNrql(query).where);
}

/** What entities must be for the whole of a WHERE to hold. */
function* equalities(condition: Expression | undefined): Generator<string> {
  if (condition?.kind === 'logical' && condition.operator === 'AND') {
    yield* equalities(condition.left);
    yield* equalities(condition.right);
  }
  if (
    condition?.kind === 'comparison' &&
    condition.operator === '=' &&
    condition.left.kind === 'attribute' &&
    condition.right.kind === 'string' &&
    [...GUID_ATTRIBUTES, ...NAME_ATTRIBUTES].includes(condition.left.name)
  ) {
    yield condition.right.value;
  }
}
