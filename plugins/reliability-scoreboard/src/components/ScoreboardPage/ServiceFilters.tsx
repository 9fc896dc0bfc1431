import { Button, SearchField, Select } from '@backstage/ui';
import {
  dimensionOutcomes,
  dimensions,
  levels,
  type DimensionOutcome,
  type Outcome,
  type Summary,
} from '@rocket/plugin-reliability-scoreboard-common';
import { levelWord, outcomeWord } from '@rocket/ui';
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  defaultTableState,
  isFiltered,
  type TableState,
} from '../../lib/tableState';
import { dimensionTitles } from '../../lib/measures';
import type { TeamTree } from '../../lib/TeamTree';
import styles from './ServiceFilters.module.css';
import type { UpdateTableState } from './useTableState';

/** Milliseconds without a key until what is typed is searched for. */
const searchDelay = 250;

type FilterOptions = Array<
  FilterOption | { title: string; options: FilterOption[] }
>;

interface FilterOption {
  value: string;
  label: string;
}

/** What is worth looking for: the good and the unasked need no filter. */
const filterOutcomes: Outcome[] = ['fail', 'no-data', 'exempt'];

const outcomeOptions = dimensions.map(dimension => ({
  title: dimensionTitles[dimension],
  options: filterOutcomes.map(outcome => ({
    value: `${dimension}.${outcome}` satisfies DimensionOutcome,
    label: `${dimensionTitles[dimension]}: ${outcomeWord(outcome)}`,
  })),
}));

/** Longer lists can be searched. */
const searchableFrom = 12;

/** What leaves services out of the table. */
export function ServiceFilters(props: {
  summary: Summary | undefined;
  teams: TeamTree | undefined;
  state: TableState;
  update: UpdateTableState;
}) {
  const { summary, teams, state, update } = props;
  const filters = summary?.filters;
  const changeSearch = useCallback(
    (search: string) => update({ search }),
    [update],
  );
  const teamOptions = teams?.options(filters?.owners ?? []) ?? [];
  return (
    <div role="search" aria-label="Services" className={styles.filters}>
      <DelayedSearch value={state.search} onChange={changeSearch} />
      <Filter
        label="Team"
        options={teamOptions.map(team => ({
          value: team.ref,
          label: team.title,
        }))}
        value={state.teams}
        onChange={selection => update({ teams: selection })}
      />
      <Filter
        label="Tier"
        options={(filters?.tiers ?? []).map(tier => ({
          value: String(tier),
          label: `Tier ${tier}`,
        }))}
        value={state.tiers.map(String)}
        onChange={selection => update({ tiers: selection.map(Number) })}
      />
      <Filter
        label="Critical path"
        options={(filters?.paths ?? []).map(path => ({
          value: path.entityRef,
          label: path.title,
        }))}
        value={state.paths}
        onChange={paths => update({ paths })}
      />
      <Filter
        label="Language"
        options={(filters?.languages ?? []).map(language => ({
          value: language,
          label: language,
        }))}
        value={state.languages}
        onChange={languages => update({ languages })}
      />
      <Filter
        label="Level"
        options={[...[...levels].reverse(), 'none' as const].map(level => ({
          value: level,
          label: levelWord(level === 'none' ? undefined : level),
        }))}
        value={state.levels}
        onChange={selection =>
          update({
            levels: [...levels, 'none' as const].filter(level =>
              selection.includes(level),
            ),
          })
        }
      />
      <Filter
        label="Outcome"
        options={outcomeOptions}
        value={state.outcomes}
        onChange={selection =>
          update({
            outcomes: dimensionOutcomes.filter(outcome =>
              selection.includes(outcome),
            ),
          })
        }
      />
      {isFiltered(state) && (
        <Button
          variant="tertiary"
          size="small"
          onPress={() =>
            update({
              ...defaultTableState,
              sort: state.sort,
              order: state.order,
              pageSize: state.pageSize,
            })
          }
        >
          Clear filters
        </Button>
      )}
    </div>
  );
}

function Filter(props: {
  label: string;
  options: FilterOptions;
  value: string[];
  onChange: (value: string[]) => void;
}) {
  const { label, options, value, onChange } = props;
  return (
    <Select
      className={styles.filter}
      aria-label={label}
      placeholder={label}
      selectionMode="multiple"
      search={options.length > searchableFrom ? true : undefined}
      options={options}
      value={value}
      onChange={selection => onChange(selection.map(String))}
    />
  );
}

/** Shows what is typed at once, and searches when the typing pauses. */
function DelayedSearch(props: {
  value: string;
  onChange: (value: string) => void;
}) {
  const { value, onChange } = props;
  const [text, setText] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    // Changed from outside, by going back or by clearing the filters.
    if (value !== sent.current) {
      sent.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => {
    if (text === sent.current) {
      return undefined;
    }
    const timer = setTimeout(() => {
      sent.current = text;
      onChange(text);
    }, searchDelay);
    return () => clearTimeout(timer);
  }, [text, onChange]);
  return (
    <SearchField
      className={styles.search}
      aria-label="Search services"
      placeholder="Search services"
      value={text}
      onChange={setText}
    />
  );
}
