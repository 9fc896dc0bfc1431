import { Condition } from '../types';

/**
 * What a signal's value is in windows without data, as the condition's fill
 * option says, until the signal counts as lost; and sums of several windows
 * where the condition compares those.
 */
export class SignalFiller {
  readonly #condition: Condition;
  readonly #recent: number[] = [];
  #last: number | undefined;
  /** Milliseconds without data. */
  #gap = 0;

  constructor(condition: Condition) {
    this.#condition = condition;
  }

  /** The value that the next window has; undefined when it has none. */
  next(value: number | undefined, stepMillis: number): number | undefined {
    const filled = value ?? this.#fill(stepMillis);
    if (value !== undefined) {
      this.#gap = 0;
      this.#last = value;
    }
    return filled === undefined || this.#condition.valueFunction !== 'SUM'
      ? filled
      : this.#sum(filled, stepMillis);
  }

  #fill(stepMillis: number): number | undefined {
    const { signal, expiration } = this.#condition;
    this.#gap += stepMillis;
    const { expirationDuration = Infinity } = expiration;
    if (this.#gap >= expirationDuration * 1000) {
      return undefined;
    }
    switch (signal.fillOption) {
      case 'STATIC':
        return signal.fillValue ?? 0;
      case 'LAST_VALUE':
        return this.#last;
      default:
        return undefined;
    }
  }

  /** Over the longest time that a term asks for. */
  #sum(value: number, stepMillis: number): number {
    const seconds = Math.max(
      ...this.#condition.terms.map(term => term.thresholdDuration),
    );
    this.#recent.push(value);
    if (this.#recent.length > (seconds * 1000) / stepMillis) {
      this.#recent.shift();
    }
    return this.#recent.reduce((sum, each) => sum + each, 0);
  }
}
