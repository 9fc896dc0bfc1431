import { originTitles } from '../../lib/words';
import { origins } from '../../model/inventory';
import { ClosedSetPicker } from './ClosedSetPicker';
import { DriftFilter, OriginFilter, TierFilter } from './labelFilters';

const originOptions = origins.map(value => ({
  value,
  title: originTitles[value],
}));

const driftOptions = [
  { value: 'warning', title: 'Warning' },
  { value: 'info', title: 'Info' },
];

const tierOptions = ['0', '1', '2', '3'].map(value => ({
  value,
  title: `Tier ${value}`,
}));

/** The catalog's filter by where an entity is known from. */
export function OriginPicker() {
  return (
    <ClosedSetPicker
      label="Origin"
      name="origin"
      options={originOptions}
      Filter={OriginFilter}
    />
  );
}

/** The catalog's filter by how serious the drift of an entity is. */
export function DriftPicker() {
  return (
    <ClosedSetPicker
      label="Drift"
      name="drift"
      options={driftOptions}
      Filter={DriftFilter}
    />
  );
}

/** The catalog's filter by how critical an entity is, as repository or AWS tell. */
export function TierPicker() {
  return (
    <ClosedSetPicker
      label="Declared tier"
      name="tier"
      options={tierOptions}
      Filter={TierFilter}
    />
  );
}
