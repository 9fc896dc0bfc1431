import { Button, Select, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { RiTableLine, RiZoomOutLine } from '@remixicon/react';
import {
  timeRanges,
  timeRangeSchema,
  type Freshness,
} from '@rocket/plugin-critical-paths-common';
import { AsOf, formatTime } from '@rocket/ui';
import { percentiles, rangeInWords, type PageState } from '../../lib/pageState';
import { ChartKey } from './ChartKey';
import { usePageShortcuts } from './usePageShortcuts';
import styles from './PageControls.module.css';

const rangeOptions = timeRanges.map(range => ({
  value: range,
  label: rangeInWords(range),
}));
const compareOptions = [
  { value: 'week', label: 'compared with the week before' },
  { value: 'none', label: 'not compared' },
];

/** What a reader can choose: the span of time, the comparison, the percentile, tables or charts. */
export function PageControls(props: {
  state: PageState;
  onChange: (change: Partial<PageState>) => void;
  /** Offers the percentiles of latency. */
  latency: boolean;
  freshness: Freshness | undefined;
}) {
  const { state, onChange, latency, freshness } = props;
  usePageShortcuts(state, onChange);
  return (
    <div className={styles.bar}>
      <div className={styles.controls} role="group" aria-label="View">
        <Select
          className={styles.select}
          aria-label="Time range"
          options={rangeOptions}
          value={state.range}
          onChange={value =>
            onChange({ range: timeRangeSchema.parse(value), zoom: undefined })
          }
        />
        <Select
          className={styles.select}
          aria-label="Comparison"
          options={compareOptions}
          value={state.compare ? 'week' : 'none'}
          onChange={value => onChange({ compare: value === 'week' })}
        />
        {latency && (
          <ToggleButtonGroup
            aria-label="Percentile"
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[state.percentile]}
            onSelectionChange={([key]) => {
              const percentile = percentiles.find(known => known === key);
              if (percentile) {
                onChange({ percentile });
              }
            }}
          >
            {percentiles.map(percentile => (
              <ToggleButton key={percentile} id={percentile}>
                {percentile}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        )}
        <ToggleButton
          aria-keyshortcuts="t"
          isSelected={state.table}
          onChange={table => onChange({ table })}
          iconStart={<RiTableLine />}
        >
          Tables
        </ToggleButton>
        {state.zoom && (
          <Button
            size="small"
            variant="secondary"
            iconStart={<RiZoomOutLine />}
            onPress={() => onChange({ zoom: undefined })}
          >
            {`${clock(state.zoom.begin)} to ${clock(state.zoom.end)}: leave zoom`}
          </Button>
        )}
        <div className={styles.end}>
          {freshness?.observedAt && (
            <AsOf
              observedAt={freshness.observedAt}
              stale={freshness.stale}
              reason={freshness.reason}
            />
          )}
        </div>
      </div>
      {!state.table && <ChartKey compare={state.compare} />}
    </div>
  );
}

function clock(millis: number): string {
  return formatTime(new Date(millis).toISOString());
}
