import { DAY, HOUR, seedOf, uniform } from '../../telemetry';
import { Condition } from './types';

/**
 * A team touches each of its old conditions about this often: nothing about
 * them changes, but the incidents that are open then end.
 */
const EDIT_INTERVAL = 9 * DAY;

/** When a condition is edited for the n-th time, on a full hour of its own. */
export function editTime(condition: Condition, edit: number): number {
  const seed = seedOf(condition.id, 'edits');
  const phase = uniform(seed, -1) * EDIT_INTERVAL;
  const jitter = (uniform(seed, edit) - 0.5) * 0.6 * EDIT_INTERVAL;
  return Math.floor((edit * EDIT_INTERVAL + phase + jitter) / HOUR) * HOUR;
}

/** The number of the last edit up to a moment. */
export function lastEdit(condition: Condition, time: number): number {
  let edit = Math.floor(time / EDIT_INTERVAL) + 1;
  while (editTime(condition, edit) > time) {
    edit -= 1;
  }
  return edit;
}
