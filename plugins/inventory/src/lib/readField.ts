import type { Entity } from '@backstage/catalog-model';
import type { Inventory } from '../model/inventory';

/** The value of a field whose source the inventory tells; a ref without what is usual. */
export function readField(entity: Entity, field: string): string | undefined {
  const { metadata, spec } = entity;
  const values: Record<string, unknown> = {
    title: metadata.title,
    description: metadata.description,
    tier: metadata.annotations?.['rocket.dev/tier'],
  };
  const value = field in values ? values[field] : spec?.[field];
  return typeof value === 'string'
    ? value.replace(/^(group|user|system):(default\/)?/i, '')
    : undefined;
}

/** The same, of what a repository or AWS says; a default is nobody's word to hand on. */
export function readToldField(
  entity: Entity,
  inventory: Pick<Inventory, 'sources'>,
  field: string,
): string | undefined {
  const source = inventory.sources[field];
  return source === 'repository' || source === 'aws'
    ? readField(entity, field)
    : undefined;
}
