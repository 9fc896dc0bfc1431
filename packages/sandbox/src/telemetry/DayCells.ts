import { Service } from '../company/types';
import { localDay, startOfLocalDay } from './calendar';
import { Piece, piecesOf } from './pieces';
import { Story } from './Story';
import { Stream } from './transactions';

/** What a flow did in a piece of time in which nothing about it changed but its load. */
export interface Cell {
  /** Epoch milliseconds: within the piece. */
  time: number;
  /** Number of the flow in its stream. */
  flow: number;
  success: number;
  rejected: number;
  failure: number;
  /** Median durations of requests that succeed and that fail, in seconds. */
  median: number;
  failureMedian: number;
}

/** Numbers of a cell, one after the other. */
const FIELDS = 7;

/** Days kept: the windows of four weeks that scoreboards look at, and a week before them. */
const KEPT_DAYS = 36;

/** Lengths of windows that end now, in days. */
const USUAL_WINDOWS = [0, 7, 28];

/** Services that are aggregated without a pause. */
const STEP = 200;

/** A day of all services: a few large arrays instead of very many small ones. */
interface Day {
  /** The cells of one service after the other. */
  numbers: Float64Array;
  /** Where each service's cells begin, and after the last one the end. */
  starts: Uint32Array;
}

/**
 * The requests of whole local days, aggregated once: a few numbers for each
 * flow and each stretch of the day in which the service was well or not. What
 * is asked about all services over weeks is added up from these.
 */
export class DayCells {
  readonly #story: Story;
  readonly #streams: readonly Stream[];
  readonly #places: ReadonlyMap<Service, number>;
  readonly #clock: () => number;
  readonly #days = new Map<number, Day>();

  constructor(options: {
    story: Story;
    streams: readonly Stream[];
    /** The present, in epoch milliseconds. */
    clock: () => number;
  }) {
    this.#story = options.story;
    this.#streams = options.streams;
    this.#clock = options.clock;
    this.#places = new Map(
      options.streams.map(({ service }, place) => [service, place]),
    );
  }

  /**
   * Aggregates the days that are kept and are not there yet, some services at
   * each step, so that nobody has to wait for all of them. Of the days in which
   * the usual windows begin and end only parts are asked for: those are made ready.
   */
  *prepare(): Generator<void> {
    const today = localDay(this.#clock());
    let first = today - KEPT_DAYS;
    while (this.#days.has(first)) {
      first += 1;
    }
    if (first < today) {
      yield* this.#keep(first, today);
    }
    for (const [place, { service }] of this.#streams.entries()) {
      for (const age of USUAL_WINDOWS) {
        this.#story.segmentsOn(service, today - age);
      }
      if (place % STEP === STEP - 1) {
        yield;
      }
    }
  }

  /**
   * Visits all cells of a service from `begin` to `end`: those of whole days
   * from what is kept. The cell is only good during the visit.
   */
  visit(
    stream: Stream,
    options: { begin: number; end: number; visit: (cell: Cell) => void },
  ): void {
    const { begin, end, visit } = options;
    const oldest = localDay(this.#clock()) - KEPT_DAYS;
    for (let day = localDay(begin); startOfLocalDay(day) < end; day++) {
      const from = Math.max(begin, startOfLocalDay(day));
      const to = Math.min(end, startOfLocalDay(day + 1));
      const isWhole =
        from === startOfLocalDay(day) && to === startOfLocalDay(day + 1);
      if (isWhole && day >= oldest) {
        this.#visitKept(stream, day, visit);
      } else {
        visitBetween(this.#story, stream, { from, to, visit });
      }
    }
  }

  #visitKept(stream: Stream, day: number, visit: (cell: Cell) => void): void {
    const { numbers, starts } = this.#day(day);
    const place = this.#places.get(stream.service) ?? -1;
    const cell = emptyCell();
    const end = starts[place + 1];
    for (let index = starts[place]; index < end; index += FIELDS) {
      cell.time = numbers[index];
      cell.flow = numbers[index + 1];
      cell.success = numbers[index + 2];
      cell.rejected = numbers[index + 3];
      cell.failure = numbers[index + 4];
      cell.median = numbers[index + 5];
      cell.failureMedian = numbers[index + 6];
      visit(cell);
    }
  }

  #day(day: number): Day {
    const known = this.#days.get(day);
    if (known) {
      return known;
    }
    for (const _ of this.#keep(day, day + 1)) {
      // To the end, at once.
    }
    return this.#days.get(day)!;
  }

  /** Keeps the days from `first` to before `last`: service by service, as neighbouring days have much in common. */
  *#keep(first: number, last: number): Generator<void> {
    const days = Array.from({ length: last - first }, (_, index) => ({
      day: first + index,
      numbers: new Array<number>(),
      starts: new Uint32Array(this.#streams.length + 1),
    }));
    for (const [place, stream] of this.#streams.entries()) {
      for (const { day, numbers, starts } of days) {
        if (stream.service.newRelic.reporting) {
          visitBetween(this.#story, stream, {
            from: startOfLocalDay(day),
            to: startOfLocalDay(day + 1),
            visit: cell => pushCell(numbers, cell),
          });
        }
        starts[place + 1] = numbers.length;
      }
      if (place % STEP === STEP - 1) {
        yield;
      }
    }
    for (const { day, numbers, starts } of days) {
      this.#days.set(day, { numbers: Float64Array.from(numbers), starts });
    }
    for (const known of this.#days.keys()) {
      if (known < last - 1 - KEPT_DAYS) {
        this.#days.delete(known);
      }
    }
  }
}

function pushCell(numbers: number[], cell: Cell): void {
  if (cell.success + cell.rejected + cell.failure > 0) {
    numbers.push(
      cell.time,
      cell.flow,
      cell.success,
      cell.rejected,
      cell.failure,
      cell.median,
      cell.failureMedian,
    );
  }
}

function visitBetween(
  story: Story,
  stream: Stream,
  options: { from: number; to: number; visit: (cell: Cell) => void },
): void {
  for (const piece of piecesOf({
    story,
    service: stream.service,
    begin: options.from,
    end: options.to,
    width: undefined,
  })) {
    visitPiece(stream, piece, options);
  }
}

/** Visits the cells of a piece of time, one for each wanted flow of a stream. */
export function visitPiece(
  { flows }: Stream,
  { segment, from, to }: Piece,
  options: {
    /** By number of the flow; all when left out. */
    wanted?: readonly boolean[];
    visit: (cell: Cell) => void;
  },
): void {
  const { wanted, visit } = options;
  const cell = emptyCell();
  cell.time = Math.floor((from + to) / 2);
  for (let index = 0; index < flows.length; index++) {
    if (wanted?.[index] ?? true) {
      const flow = flows[index];
      cell.flow = index;
      cell.success = flow.count('success', segment, from, to);
      cell.rejected = flow.count('rejected', segment, from, to);
      cell.failure = flow.count('failure', segment, from, to);
      cell.median = flow.medianBetween(segment, from, to);
      cell.failureMedian = cell.median * flow.failureFactor(segment);
      visit(cell);
    }
  }
}

function emptyCell(): Cell {
  return {
    time: 0,
    flow: 0,
    success: 0,
    rejected: 0,
    failure: 0,
    median: 0,
    failureMedian: 0,
  };
}
