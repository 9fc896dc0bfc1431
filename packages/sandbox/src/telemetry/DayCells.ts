import { Service } from '../company/types';
import { localDay, startOfLocalDay } from './calendar';
import { DayRing } from './DayRing';
import { Flow } from './Flow';
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

/** Days kept of each service: the windows of four weeks that scoreboards look at, and what they compare with. */
const KEPT_DAYS = 40;

/**
 * The requests of whole local days, aggregated once: a few numbers for each
 * flow and each stretch of the day in which the service was well or not. What
 * is asked about all services over weeks is added up from these.
 */
export class DayCells {
  readonly #story: Story;
  readonly #rings = new Map<Service, DayRing<readonly number[]>>();

  constructor(story: Story) {
    this.#story = story;
  }

  /**
   * Visits all cells from `begin` to `end`: those of whole days from what is
   * kept. The cell is only good during the visit.
   */
  visit(
    stream: Stream,
    options: { begin: number; end: number; visit: (cell: Cell) => void },
  ): void {
    const { begin, end, visit } = options;
    const cell = emptyCell();
    for (let day = localDay(begin); startOfLocalDay(day) < end; day++) {
      const from = Math.max(begin, startOfLocalDay(day));
      const to = Math.min(end, startOfLocalDay(day + 1));
      const isWhole =
        from === startOfLocalDay(day) && to === startOfLocalDay(day + 1);
      const numbers = isWhole
        ? this.#ofDay(stream, day)
        : cellsBetween(this.#story, stream, from, to);
      for (let index = 0; index < numbers.length; index += FIELDS) {
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
  }

  /** Aggregates the whole days from `begin` to `end` that are not yet. */
  prepare(stream: Stream, begin: number, end: number): void {
    for (let day = localDay(begin); startOfLocalDay(day + 1) <= end; day++) {
      this.#ofDay(stream, day);
    }
  }

  #ofDay(stream: Stream, day: number): readonly number[] {
    let ring = this.#rings.get(stream.service);
    if (!ring) {
      ring = new DayRing(KEPT_DAYS);
      this.#rings.set(stream.service, ring);
    }
    return ring.getOrCreate(day, () =>
      cellsBetween(
        this.#story,
        stream,
        startOfLocalDay(day),
        startOfLocalDay(day + 1),
      ),
    );
  }
}

/** Visits the cells of a piece of time, one for each wanted flow of a stream. */
export function visitPiece(
  { flows }: Stream,
  piece: Piece,
  options: {
    /** By number of the flow; all when left out. */
    wanted?: readonly boolean[];
    visit: (cell: Cell) => void;
  },
): void {
  const { wanted, visit } = options;
  const cell = emptyCell();
  for (let flow = 0; flow < flows.length; flow++) {
    if (wanted?.[flow] ?? true) {
      fill(cell, flow, flows[flow], piece);
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

function fill(
  cell: Cell,
  index: number,
  flow: Flow,
  { segment, from, to }: Piece,
): void {
  cell.time = Math.floor((from + to) / 2);
  cell.flow = index;
  cell.success = flow.count('success', segment, from, to);
  cell.rejected = flow.count('rejected', segment, from, to);
  cell.failure = flow.count('failure', segment, from, to);
  cell.median = flow.medianBetween(segment, from, to);
  cell.failureMedian = cell.median * flow.failureFactor(segment);
}

function cellsBetween(
  story: Story,
  stream: Stream,
  begin: number,
  end: number,
): number[] {
  const numbers: number[] = [];
  const { service } = stream;
  for (const piece of piecesOf({
    story,
    service,
    begin,
    end,
    width: undefined,
  })) {
    visitPiece(stream, piece, {
      visit: cell => {
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
      },
    });
  }
  return numbers;
}
