import type { LevelProgress } from './api';
import { levels, type Level, type Outcome } from './words';

/** What level computation needs of a rule's result. */
export interface Judged {
  level: Level;
  outcome: Outcome;
}

/** `exempt` and `not-required` leave the denominator; `no-data` stays in it. */
export function isRequired({ outcome }: Judged): boolean {
  return outcome !== 'exempt' && outcome !== 'not-required';
}

/**
 * How far a service is on every rung, Bronze first. A rung is reached when
 * every required rule of it and of every rung below passes. A rung that asks
 * nothing of the service is not earned, nor does it stand in the way of the
 * next: an experiment of which only Bronze rules are required can be Bronze.
 */
export function levelProgress(results: readonly Judged[]): LevelProgress[] {
  let complete = true;
  return levels.map(level => {
    const required = results.filter(
      result => result.level === level && isRequired(result),
    );
    const count = (outcome: Outcome) =>
      required.filter(result => result.outcome === outcome).length;
    const passed = count('pass');
    complete &&= passed === required.length;
    return {
      level,
      required: required.length,
      passed,
      failed: count('fail'),
      noData: count('no-data'),
      reached: complete && required.length > 0,
    };
  });
}

/** The highest rung reached; undefined below Bronze. */
export function levelOf(progress: readonly LevelProgress[]): Level | undefined {
  return progress.findLast(({ reached }) => reached)?.level;
}

/** 0 below Bronze, 3 for Gold. */
export function levelRank(level: Level | undefined): number {
  return level === undefined ? 0 : levels.indexOf(level) + 1;
}
