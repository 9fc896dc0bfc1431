import { Button, Select } from '@backstage/ui';
import { useRef } from 'react';
import { isFiltered, type DriftState } from '../../lib/driftState';
import { teamOptions, type Team } from '../../lib/teams';
import { driftTitle } from '../../lib/words';
import type { InventorySummary } from '../../model/summary';
import type { UpdateDriftState } from '../../query/useDriftState';
import styles from './DriftFilters.module.css';

/** What leaves entities out of the drift table. */
export function DriftFilters(props: {
  drift: InventorySummary['drift'];
  teams: readonly Team[];
  /** Names of accounts by their numbers. */
  names: ReadonlyMap<string, string>;
  state: DriftState;
  update: UpdateDriftState;
}) {
  const { drift, teams, names, state, update } = props;
  const kinds = [...drift.kinds.map(({ kind }) => kind), ...state.kinds];
  const filters = useRef<HTMLDivElement>(null);
  const clear = () => {
    update({ teams: [], accounts: [], kinds: [] });
    // The button goes, and must not take the keyboard's place with it.
    filters.current?.querySelector('button')?.focus();
  };
  return (
    <div
      ref={filters}
      role="search"
      aria-label="Drift"
      className={styles.filters}
    >
      <Filter
        label="Team"
        options={teamOptions([...drift.owners, ...state.teams], teams)}
        value={state.teams}
        onChange={selection => update({ teams: selection })}
      />
      <Filter
        label="Account"
        options={optionsOf(
          [...drift.accounts, ...state.accounts],
          account => names.get(account) ?? account,
        )}
        value={state.accounts}
        onChange={accounts => update({ accounts })}
      />
      <Filter
        label="Kind of drift"
        options={optionsOf(kinds, driftTitle)}
        value={state.kinds}
        onChange={selection => update({ kinds: selection })}
      />
      {isFiltered(state) && (
        <Button variant="tertiary" size="small" onPress={clear}>
          Clear filters
        </Button>
      )}
    </div>
  );
}

function Filter(props: {
  label: string;
  options: Array<{ value: string; label: string }>;
  value: string[];
  onChange: (value: string[]) => void;
}) {
  const { label, options, value, onChange } = props;
  return (
    <Select
      className={`${styles.filter} ${value.length > 1 ? styles.several : ''}`}
      icon={
        // Drawn by the style sheet, as it is not part of the control's name.
        value.length > 0 && (
          <span
            className={styles.chosen}
            data-text={`${label} · ${value.length > 1 ? value.length : ''}`.trim()}
          />
        )
      }
      aria-label={label}
      placeholder={label}
      selectionMode="multiple"
      search={options.length > 12 ? true : undefined}
      options={options}
      value={value}
      onChange={selection => onChange(selection.map(String))}
    />
  );
}

/** Also what is chosen and nothing has any more, so that it can be taken back. */
function optionsOf(values: string[], title: (value: string) => string) {
  return [...new Set(values)]
    .map(value => ({ value, label: title(value) }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}
