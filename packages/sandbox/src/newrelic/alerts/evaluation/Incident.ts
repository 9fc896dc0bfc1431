import { seedOf, uniform } from '../../../telemetry';
import { Condition, Term } from '../types';

export type CloseCause =
  | 'EVALUATOR'
  | 'EXPIRED'
  | 'LOSS_OF_SIGNAL'
  | 'CONDITION_MODIFIED'
  | 'CONDITION_DISABLED'
  | 'CONDITION_DELETED';

/** What an incident is about: an entity, or a group of a condition's FACET. */
export interface Target {
  guid: string;
  name: string;
  /** `APPLICATION`, `CONDITION`, … */
  type: string;
}

export interface Incident {
  id: string;
  condition: Condition;
  target: Target;
  priority: 'critical' | 'warning';
  /** `Expiration` when the signal was lost. */
  evaluationType: 'Threshold' | 'Expiration';
  openTime: number;
  /** Undefined while it is open. */
  closeTime: number | undefined;
  closeCause: CloseCause | undefined;
}

/** When an incident opens and closes; the values are in the signal's unit, lengths in milliseconds. */
export interface Threshold {
  priority: Incident['priority'];
  operator: Term['operator'];
  value: number;
  /** How long the signal has to violate before an incident opens. */
  opensAfter: number;
  /** How long it has to be well before the incident closes. */
  closesAfter: number;
}

/** One version of an alert condition, and one signal that it watches. */
export interface Watch {
  condition: Condition;
  target: Target;
  thresholds: readonly Threshold[];
  /** What happens when no data came for a time. */
  lostSignal: { after: number; opens: boolean; closes: boolean } | undefined;
  timeLimit: number;
  /** How long data takes to be aggregated and looked at; `seed` tells incidents apart. */
  delay(seed: number): number;
  /** When this version ended, and how; still in force when undefined. */
  ended: { time: number; cause: CloseCause } | undefined;
}

/** The incidents that are open at some time from `begin` to `end`, as they stand at `now`: what closes later is still open. */
export function* openBetween(
  incidents: readonly Incident[],
  { begin, end, now }: { begin: number; end: number; now: number },
): Generator<Incident> {
  for (const incident of incidents) {
    const { openTime, closeTime = Infinity } = incident;
    if (openTime < end && openTime <= now && closeTime >= begin) {
      yield closeTime > now
        ? { ...incident, closeTime: undefined, closeCause: undefined }
        : incident;
    }
  }
}

export function violates(
  value: number,
  { operator, value: limit }: Pick<Threshold, 'operator' | 'value'>,
): boolean {
  switch (operator) {
    case 'ABOVE':
      return value > limit;
    case 'ABOVE_OR_EQUALS':
      return value >= limit;
    case 'BELOW':
      return value < limit;
    case 'BELOW_OR_EQUALS':
      return value <= limit;
    case 'EQUALS':
      return value === limit;
    default:
      return value !== limit;
  }
}

/** A version 4 UUID in form, the same for the same parts. */
export function stableUuid(...parts: (string | number)[]): string {
  const seed = seedOf(...parts);
  const hex = Array.from({ length: 4 }, (_, index) =>
    Math.floor(uniform(seed, index) * 0x100000000)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
