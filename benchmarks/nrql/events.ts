import type {
  EventSource,
  EventTable,
} from '../../packages/sandbox/src/nrql-engine';

/** As the stand-in of New Relic holds it: a row stands for many equal requests. */
export const ROWS = 1_500_000;
const SERVICES = 2_000;
const HOURS = 24;

const hour = 3_600_000;

/** A sequence that looks random and is the same each time (mulberry32). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `Transaction` of many services over the day before `end` (epoch milliseconds). */
export function createEvents(end: number): EventSource {
  const next = sequence(1);
  const timestamp = new Float64Array(ROWS);
  const weight = new Float64Array(ROWS);
  const duration = new Float64Array(ROWS);
  const service = new Int32Array(ROWS);
  const error = new Int8Array(ROWS);
  for (let row = 0; row < ROWS; row++) {
    timestamp[row] = end - HOURS * hour + (row / ROWS) * HOURS * hour;
    weight[row] = 1 + Math.floor(next() * 100);
    duration[row] = 0.02 * Math.exp(3 * next());
    service[row] = Math.floor(next() * SERVICES);
    error[row] = next() < 0.01 ? 1 : 0;
  }
  const table: EventTable = {
    length: ROWS,
    timestamp,
    weight,
    columns: new Map([
      ['duration', { type: 'number', values: duration }],
      [
        'entityGuid',
        {
          type: 'string',
          codes: service,
          dictionary: Array.from({ length: SERVICES }, (_, n) => `guid-${n}`),
        },
      ],
      ['error', { type: 'boolean', values: error }],
    ]),
  };
  return {
    eventTypes: () => ['Transaction'],
    read: ({ eventType }) => (eventType === 'Transaction' ? table : undefined),
  };
}
