import { Incident } from './Incident';

/** Epoch milliseconds. Nothing is known beyond `now`. */
export interface EvaluatedWindow {
  begin: number;
  end: number;
  now: number;
}

/** One version of an alert condition, as it is evaluated. */
export interface ConditionEvaluation {
  /** Incidents that are open at some time from `begin` to `end`. */
  between(window: EvaluatedWindow): Iterable<Incident>;
  /** What is open at a moment. */
  open(now: number): readonly Incident[];
}
