import { DAY, HOUR, seedOf, uniform } from '../../telemetry';
import { Condition } from './types';

/**
 * A team touches each of its old conditions about this often: nothing about
 * them changes, but the incidents that are open then end.
 */
const EDIT_INTERVAL = 9 * DAY;

/** When a team edits a condition of its own. */
export class Edits {
  readonly #seed: number;
  readonly #phase: number;

  constructor({ id }: Pick<Condition, 'id'>) {
    this.#seed = seedOf(id, 'edits');
    this.#phase = uniform(this.#seed, -1) * EDIT_INTERVAL;
  }

  /** When the condition is edited for the n-th time, on a full hour of its own; epoch milliseconds. */
  time(edit: number): number {
    const jitter = (uniform(this.#seed, edit) - 0.5) * 0.6 * EDIT_INTERVAL;
    return (
      Math.floor((edit * EDIT_INTERVAL + this.#phase + jitter) / HOUR) * HOUR
    );
  }

  /** The number of the last edit up to a moment. */
  lastUntil(time: number): number {
    let edit = Math.floor(time / EDIT_INTERVAL) + 1;
    while (this.time(edit) > time) {
      edit -= 1;
    }
    return edit;
  }
}
