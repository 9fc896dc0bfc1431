import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { placesByAccount } from '../lib/placesByAccount';
import { readInventory } from '../model/inventory';
import type { DriftRow } from './InventoryApi';

/** A row of the drift table from an entity, of which only few fields are there. */
export function toDriftRow(entity: Entity): DriftRow {
  const { metadata, spec, kind } = entity;
  const reading = readInventory(entity);
  const inventory = reading.status === 'read' ? reading.inventory : undefined;
  return {
    entityRef: stringifyEntityRef(entity),
    title: metadata.title ?? metadata.name,
    type: typeof spec?.type === 'string' ? spec.type : kind,
    owner: ownerOf(entity),
    drift: inventory?.drift,
    places: placesByAccount(inventory?.deployments ?? []),
  };
}

function ownerOf({ spec, metadata }: Entity): string | undefined {
  const owner = spec?.owner;
  if (typeof owner !== 'string') {
    return undefined;
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(owner, {
        defaultKind: 'group',
        defaultNamespace: metadata.namespace ?? 'default',
      }),
    );
  } catch {
    return undefined;
  }
}
