import { DAY, HOUR } from '../../../telemetry';
import { Condition } from '../types';
import { WindowValue } from './conditionQuery';

/** Seasons that are looked back, and windows on either side of the same time in each. */
const SEASONS = 4;
const NEIGHBOURS = 2;

/** With fewer values than this nobody knows what is usual. */
const FEWEST_VALUES = 5;

/**
 * How far each value is from what is usual at its time, in standard deviations:
 * the sign says whether it is over or under it, unless both are alike to the
 * condition. What is usual are the values at the same time of the last four
 * weeks (or days, or hours, as the condition's seasonality says). New Relic's
 * own prediction is not published.
 */
export function deviationsIn(options: {
  condition: Condition;
  /** Reads the windows as they were so many milliseconds earlier. */
  read(movedMillis: number): WindowValue[];
}): WindowValue[] {
  const { condition, read } = options;
  const season = seasonOf(condition.signalSeasonality);
  const step =
    1000 * (condition.signal.slideBy ?? condition.signal.aggregationWindow);
  const usual = new Map<string, number[]>();
  for (let count = 1; count <= SEASONS; count++) {
    for (const { facets, end, value } of read(count * season)) {
      const same = end + count * season;
      for (let by = -NEIGHBOURS; by <= NEIGHBOURS; by++) {
        const key = keyOf(facets, same + by * step);
        const values = usual.get(key) ?? [];
        usual.set(key, values);
        values.push(value);
      }
    }
  }
  const isTwoSided = condition.baselineDirection === 'UPPER_AND_LOWER';
  return read(0).map(window => {
    const values = usual.get(keyOf(window.facets, window.end)) ?? [];
    const deviation =
      values.length < FEWEST_VALUES ? 0 : deviationOf(window.value, values);
    return {
      ...window,
      value: isTwoSided ? Math.abs(deviation) : deviation,
    };
  });
}

function keyOf(facets: string[], end: number): string {
  return JSON.stringify([end, ...facets]);
}

function deviationOf(value: number, usual: readonly number[]): number {
  const mean = usual.reduce((sum, each) => sum + each, 0) / usual.length;
  const variance =
    usual.reduce((sum, each) => sum + (each - mean) ** 2, 0) / usual.length;
  if (value === mean) {
    return 0;
  }
  return (value - mean) / Math.sqrt(variance);
}

function seasonOf(seasonality: string | undefined): number {
  switch (seasonality) {
    case 'HOURLY':
    case 'NONE':
      return HOUR;
    case 'DAILY':
      return DAY;
    default:
      return 7 * DAY;
  }
}
