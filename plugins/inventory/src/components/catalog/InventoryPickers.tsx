import { EntityAutocompletePicker } from '@backstage/plugin-catalog-react';
import { RiCheckboxBlankLine, RiCheckboxLine } from '@remixicon/react';
import { originTitles } from '../../lib/words';
import { origins } from '../../model/inventory';
import { DRIFT_PATH, ORIGIN_PATH } from '../../model/labels';
import {
  DriftFilter,
  OriginFilter,
  type InventoryFilters,
} from './labelFilters';
import styles from './InventoryPickers.module.css';

/** The catalog's filter by where an entity is known from. */
export function OriginPicker() {
  return (
    <EntityAutocompletePicker<InventoryFilters, 'origin'>
      label="Origin"
      name="origin"
      path={ORIGIN_PATH}
      Filter={OriginFilter}
      getOptionLabel={originTitle}
      renderOption={(option, { selected }) => (
        <Option title={originTitle(option)} selected={selected} />
      )}
    />
  );
}

/** The catalog's filter by how serious the drift of an entity is. */
export function DriftPicker() {
  return (
    <EntityAutocompletePicker<InventoryFilters, 'drift'>
      label="Drift"
      name="drift"
      path={DRIFT_PATH}
      Filter={DriftFilter}
      getOptionLabel={driftLevelTitle}
      renderOption={(option, { selected }) => (
        <Option title={driftLevelTitle(option)} selected={selected} />
      )}
    />
  );
}

function Option(props: { title: string; selected: boolean }) {
  const Box = props.selected ? RiCheckboxLine : RiCheckboxBlankLine;
  return (
    <span className={styles.option}>
      <Box size={18} aria-hidden="true" />
      {props.title}
    </span>
  );
}

function originTitle(value: string): string {
  const origin = origins.find(known => known === value);
  return origin ? originTitles[origin] : value;
}

function driftLevelTitle(value: string): string {
  return { warning: 'Warning', info: 'Info' }[value] ?? value;
}
