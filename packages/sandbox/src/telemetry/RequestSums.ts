import { BIN_WIDTH, FIRST_BIN } from '../nrql-engine/logBins';
import { Flow } from './Flow';
import { STRATA } from './quantiles';

/**
 * Three bins of the engine's sketches are one here. That moves a duration by
 * less than 3 %, which is little beside the width of a stratum.
 */
const COARSENING = 3;

/** Durations up to some hours; longer ones are in the last bin. */
const BINS = Math.ceil((FIRST_BIN + Math.log(20_000) / BIN_WIDTH) / COARSENING);

/**
 * Requests added up by how long they took, in bins whose widths grow with the
 * durations: as many numbers as there are bins, however many requests.
 */
export class RequestSums {
  readonly #requests = new Float64Array(BINS + 1);
  readonly #seconds = new Float64Array(BINS + 1);
  #lowest = BINS + 1;
  #highest = -1;

  /** Adds requests of which nobody asks how long they took. */
  addUntimed(requests: number): void {
    if (requests > 0) {
      this.#addTo(0, requests, 0);
    }
  }

  /**
   * Adds requests of a flow with a median duration in seconds. Each stratum
   * gets a whole number of them: the dither, from 0 to 1, decides who gets the
   * odd one, and all add up.
   */
  add(flow: Flow, requests: number, median: number, dither: number): void {
    if (requests === 0) {
      return;
    }
    const { spreads } = flow;
    const origin = Math.log(median) / BIN_WIDTH + FIRST_BIN;
    let before = 0;
    for (let index = 0; index < STRATA.length; index++) {
      const upTo = Math.floor(requests * STRATA[index].to + dither);
      if (upTo > before) {
        const bin = Math.ceil((origin + spreads.bins[index]) / COARSENING);
        this.#addTo(
          Math.min(BINS, Math.max(1, bin)),
          upTo - before,
          median * spreads.factors[index],
        );
        before = upTo;
      }
    }
  }

  #addTo(bin: number, requests: number, seconds: number): void {
    this.#requests[bin] += requests;
    this.#seconds[bin] += requests * seconds;
    if (bin < this.#lowest) {
      this.#lowest = bin;
    }
    if (bin > this.#highest) {
      this.#highest = bin;
    }
  }

  /** Gives each bin's requests with their mean duration in seconds, and is empty again. */
  drain(give: (requests: number, seconds: number) => void): void {
    for (let bin = this.#lowest; bin <= this.#highest; bin++) {
      const requests = this.#requests[bin];
      if (requests > 0) {
        give(requests, this.#seconds[bin] / requests);
        this.#requests[bin] = 0;
        this.#seconds[bin] = 0;
      }
    }
    this.#lowest = BINS + 1;
    this.#highest = -1;
  }
}
