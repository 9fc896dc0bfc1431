import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { ErrorPanel } from '@rocket/ui';
import type { ReactNode } from 'react';
import { readInventory, type Inventory } from '../../model/inventory';

/**
 * The frame of the cards on `spec.inventory`: it reads it, and says so when it
 * is in a shape that this version does not know.
 */
export function InventoryCard(props: {
  title: string;
  headerActions?: (inventory: Inventory) => ReactNode;
  children: (inventory: Inventory) => ReactNode;
}) {
  const { title, headerActions, children } = props;
  const { entity } = useEntity();
  const reading = readInventory(entity);
  return reading.status === 'read' ? (
    <EntityInfoCard
      title={title}
      headerActions={headerActions?.(reading.inventory)}
    >
      {children(reading.inventory)}
    </EntityInfoCard>
  ) : (
    <EntityInfoCard title={title}>
      <ErrorPanel
        title="The inventory of this entity has an unknown form"
        error={
          new Error(
            `Its spec.inventory is not as the AWS module writes it. Portal and module may be of different versions. ${reading.reason}`,
          )
        }
      />
    </EntityInfoCard>
  );
}
