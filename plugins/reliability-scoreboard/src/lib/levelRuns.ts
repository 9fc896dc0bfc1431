import type {
  HistoryPoint,
  Level,
} from '@rocket/plugin-reliability-scoreboard-common';

/** Days in a row on one level. */
export interface LevelRun {
  level: Level | undefined;
  /** The first day, as in the history. */
  from: string;
  days: number;
}

/** A history as runs of days on the same level, oldest first. */
export function levelRuns(history: HistoryPoint[]): LevelRun[] {
  const runs: LevelRun[] = [];
  for (const { level, date } of history) {
    const current = runs.at(-1);
    if (current && current.level === level) {
      current.days += 1;
    } else {
      runs.push({ level, from: date, days: 1 });
    }
  }
  return runs;
}
