import {
  CatalogAutocomplete,
  useEntityList,
} from '@backstage/plugin-catalog-react';
import { RiCheckboxBlankLine, RiCheckboxLine } from '@remixicon/react';
import { memo, useCallback, useEffect, useMemo } from 'react';
import type { InventoryFilters, LabelFilter } from './labelFilters';
import styles from './ClosedSetPicker.module.css';

/** What can be chosen in a picker, as the catalog keeps it and as people read it. */
export interface PickerOption {
  value: string;
  title: string;
}

export interface ClosedSetPickerProps {
  label: string;
  /** of the filter, also in the address: `/catalog?filters[name]=value` */
  name: keyof Pick<InventoryFilters, 'origin' | 'drift' | 'tier'>;
  options: readonly PickerOption[];
  Filter: new (values: string[]) => LabelFilter;
}

/** The kinds of entities that have an inventory. */
const KINDS = ['component', 'resource'];

const NOTHING: string[] = [];

/** Drawn anew only when another value is chosen, not with every change of the list. */
const Picker = memo(
  (
    props: ClosedSetPickerProps & {
      chosen?: string[];
      onChoose: (values: string[]) => void;
    },
  ) => {
    const { label, name, options, chosen = NOTHING, onChoose } = props;
    const titles = useMemo(
      () => new Map(options.map(({ value, title }) => [value, title])),
      [options],
    );
    const titleOf = (value: string) => titles.get(value) ?? value;
    return (
      <div className={styles.picker}>
        <CatalogAutocomplete<string, true>
          multiple
          disableCloseOnSelect
          label={label}
          name={`${name}-picker`}
          id={`${name}-picker`}
          // A combobox has to name its list; the component names it by another word.
          aria-controls={`${name}-picker-popup`}
          options={[...titles.keys()]}
          value={chosen}
          onChange={(_event, values) => onChoose(values)}
          getOptionLabel={titleOf}
          renderOption={(value, { selected }) => {
            const Box = selected ? RiCheckboxLine : RiCheckboxBlankLine;
            return (
              <span className={styles.option}>
                <Box size={18} aria-hidden="true" />
                {titleOf(value)}
              </span>
            );
          }}
        />
      </div>
    );
  },
);

/**
 * A filter of the catalog over a set of values that is known beforehand.
 *
 * The catalog's own pickers ask the back end which values there are, each time the
 * kind changes, and set their filter when they appear, chosen or not. This one asks
 * nobody, and touches the list only once something is chosen, so that it costs the
 * catalog's page nothing.
 */
export function ClosedSetPicker(props: ClosedSetPickerProps) {
  const { name, Filter } = props;
  const { filters, queryParameters, updateFilters } =
    useEntityList<InventoryFilters>();
  const inAddress = queryParameters[name];
  const kind = filters.kind?.value.toLowerCase();
  const isOffered = kind === undefined || KINDS.includes(kind);
  const isSet = filters[name] !== undefined;

  const choose = useCallback(
    (values: string[]) =>
      updateFilters({ [name]: values.length ? new Filter(values) : undefined }),
    [name, Filter, updateFilters],
  );

  useEffect(() => {
    const values = [inAddress ?? []].flat();
    if (values.length) {
      choose(values);
    }
  }, [inAddress, choose]);

  // What is not shown must not filter.
  useEffect(() => {
    if (!isOffered && isSet) {
      choose([]);
    }
  }, [isOffered, isSet, choose]);

  return isOffered ? (
    <Picker {...props} chosen={filters[name]?.values} onChoose={choose} />
  ) : null;
}
