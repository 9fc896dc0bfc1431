/**
 * From the values of a signal to incidents. One opens when the signal violates
 * a threshold for as long as the condition says, a little after that: data has
 * to arrive first. It closes when the signal has been well for as long as the
 * condition says, when the signal is lost and that is to close it, when its
 * time limit is over (and opens anew if nothing got better), or when somebody
 * changes the condition. Time without data neither violates nor heals.
 *
 * @packageDocumentation
 */
import { Step } from '../../../telemetry';
import { Incident, violates, Watch } from './Incident';
import { IncidentBook } from './IncidentBook';

/** The incidents that the steps of a signal cause, oldest first. */
export function incidentsOf(watch: Watch, steps: readonly Step[]): Incident[] {
  const found = watch.thresholds.flatMap(threshold => {
    const book = new IncidentBook(watch, threshold.priority, 'Threshold');
    const { opensAfter, closesAfter } = threshold;
    const stretches = stretchesOf(steps, value => violates(value, threshold));
    for (const stretch of stretches) {
      if (stretch.state === 'bad') {
        book.violate(stretch, opensAfter);
      } else if (stretch.state === 'good') {
        book.heal(stretch, closesAfter, 'EVALUATOR');
      } else if (watch.lostSignal?.closes) {
        book.heal(stretch, watch.lostSignal.after, 'LOSS_OF_SIGNAL');
      }
    }
    return book.finish();
  });
  if (watch.lostSignal?.opens) {
    const book = new IncidentBook(watch, 'critical', 'Expiration');
    for (const stretch of stretchesOf(steps, () => false)) {
      if (stretch.state === 'none') {
        book.violate(stretch, watch.lostSignal.after);
      } else {
        book.heal(stretch, 0, 'EVALUATOR');
      }
    }
    found.push(...book.finish());
  }
  return found.sort((a, b) => a.openTime - b.openTime);
}

/** Time in which a signal does not change sides; `none` is without data. */
interface Stretch {
  state: 'good' | 'bad' | 'none';
  from: number;
  to: number;
}

function stretchesOf(
  steps: readonly Step[],
  isBad: (value: number) => boolean,
): Stretch[] {
  const found: Stretch[] = [];
  let last: Stretch | undefined;
  for (const { from, to, value } of steps) {
    const state = stateOf(value, isBad);
    if (last?.state === state) {
      last.to = to;
    } else {
      last = { state, from, to };
      found.push(last);
    }
  }
  return found;
}

function stateOf(
  value: number | undefined,
  isBad: (value: number) => boolean,
): Stretch['state'] {
  if (value === undefined) {
    return 'none';
  }
  return isBad(value) ? 'bad' : 'good';
}
