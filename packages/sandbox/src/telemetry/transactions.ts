import { Service } from '../company/types';
import { EventTable, ReadOptions } from '../nrql-engine/source';
import { DAY } from './calendar';
import { Cell, DayCells, visitPiece } from './DayCells';
import { Flow } from './Flow';
import { seedOf, uniform } from './hash';
import { piecesOf } from './pieces';
import { STRATA } from './quantiles';
import { RequestSums } from './RequestSums';
import { pieceWidth } from './resolution';
import { Segment, Story } from './Story';
import { RequestGroup, TransactionWriter } from './TransactionWriter';

/** A service and its flows, one a transaction. */
export interface Stream {
  service: Service;
  flows: Flow[];
}

interface TableOptions {
  story: Story;
  streams: readonly Stream[];
  /** Whether the question is about a flow. */
  wants: (flow: Flow) => boolean;
  writer: TransactionWriter;
  read: ReadOptions;
  /** Milliseconds; undefined for one piece a segment. */
  width: number | undefined;
}

/**
 * `Transaction` events. A row is what a service did in some time: one row an
 * outcome, and, when the question asks, one a transaction, a status, a host, a
 * piece of time, and several for how long the requests took. Weights are whole
 * numbers that add up to the flows' counts.
 */
export function transactionTable(
  story: Story,
  streams: readonly Stream[],
  read: ReadOptions,
  days: DayCells,
): EventTable {
  const { begin, end, bucketMillis, attributes, accepts } = read;
  const writer = new TransactionWriter(attributes, streams.length);
  const acceptsName = accepts?.get('name');
  const wants = ({ transaction }: Flow) =>
    !acceptsName || acceptsName(transaction.name);
  const width = pieceWidth({
    begin,
    end,
    bucketMillis,
    flows: streams.reduce(
      (sum, { service, flows }) =>
        sum +
        flows.filter(wants).length *
          (writer.readsHost ? service.traffic.hosts : 1),
      0,
    ),
    readsTime: writer.readsTime,
    readsLoad: writer.readsDuration,
  });
  const options = { story, streams, wants, writer, read, width };
  if (writer.readsPieces) {
    writePieces(options);
  } else {
    writeSums({ ...options, days });
  }
  return writer.build();
}

/** Rows for each piece of time. */
function writePieces(options: TableOptions): void {
  const { story, streams, wants, writer, read, width } = options;
  const { begin, end, checkTime } = read;
  for (const { service, flows } of streams) {
    const chance = seedOf(service.name, 'rows');
    const wanted = flows.filter(wants);
    for (const piece of piecesOf({ story, service, begin, end, width })) {
      const { segment, from, to } = piece;
      const time = Math.floor((from + to) / 2);
      const dither = uniform(chance, time);
      for (const flow of wanted) {
        const group = { service, flow, segment, time };
        const success = flow.count('success', segment, from, to);
        const rejected = flow.count('rejected', segment, from, to);
        const failures = flow.count('failure', segment, from, to);
        if (writer.readsStatus) {
          spread(writer, { ...group, outcome: 'success' }, success, dither);
          spread(writer, { ...group, outcome: 'rejected' }, rejected, dither);
        } else {
          const good = success + rejected;
          spread(writer, { ...group, outcome: 'success' }, good, dither);
        }
        spread(writer, { ...group, outcome: 'failure' }, failures, dither);
      }
    }
    checkTime?.();
  }
}

/** Requests of one transaction or of several, in one bucket of time. */
interface SumGroup {
  /** Any of the flows that are not told apart. */
  flow: Flow;
  time: number;
  success: RequestSums;
  failure: RequestSums;
}

/**
 * Rows for each bucket of the question, or for all of its time: what nobody
 * tells apart is added up here, so that there are as many rows as answers
 * differ, and not as many as there are pieces of time.
 */
function writeSums(options: TableOptions & { days: DayCells }): void {
  const { story, streams, wants, writer, read, width, days } = options;
  const { begin, end, bucketMillis = end - begin, checkTime } = read;
  const { readsDuration, readsFlow, readsService } = writer;
  const groups = new Map<string, SumGroup>();
  const groupOf = (flow: Flow, bucket: number) => {
    const key = readsFlow ? `${bucket} ${flow.transaction.name}` : `${bucket}`;
    let group = groups.get(key);
    if (!group) {
      const middle = Math.floor(begin + (bucket + 0.5) * bucketMillis);
      group = {
        flow,
        time: Math.min(end - 1, middle),
        success: new RequestSums(),
        failure: new RequestSums(),
      };
      groups.set(key, group);
    }
    return group;
  };
  const writeOut = (service: Service) => {
    for (const { flow, time, success, failure } of groups.values()) {
      const group = { service, flow, segment: undefined, time };
      for (const [outcome, sums] of [
        ['success', success],
        ['failure', failure],
      ] as const) {
        const kind: RequestGroup = { ...group, outcome };
        sums.drain((requests, seconds) =>
          writer.write(kind, requests, 1, seconds),
        );
      }
    }
  };
  for (const stream of streams) {
    const { service, flows } = stream;
    const wanted = flows.map(wants);
    const chance = seedOf(service.name, 'rows');
    const visit = (cell: Cell) => {
      if (!wanted[cell.flow]) {
        return;
      }
      const flow = flows[cell.flow];
      const bucket = Math.floor((cell.time - begin) / bucketMillis);
      const { success, failure } = groupOf(flow, bucket);
      const good = cell.success + cell.rejected;
      if (readsDuration) {
        const dither = uniform(chance, cell.time);
        success.add(flow, good, cell.median, dither);
        failure.add(flow, cell.failure, cell.failureMedian, dither);
      } else {
        success.addUntimed(good);
        failure.addUntimed(cell.failure);
      }
    };
    // Pieces of a day or more, and of no special width, are what is kept of whole days.
    if (!read.bucketMillis && (width === undefined || width >= DAY)) {
      days.visit(stream, { begin, end, visit });
    } else {
      for (const piece of piecesOf({ story, service, begin, end, width })) {
        visitPiece(stream, piece, { wanted, visit });
      }
    }
    if (readsFlow || readsService) {
      writeOut(service);
    }
    checkTime?.();
  }
  if (streams.length > 0) {
    writeOut(streams[0].service);
  }
}

/**
 * Spreads the requests of a group over hosts and durations, as far as the
 * question tells them apart. Each part is a whole number: the dither, from 0 to
 * 1, decides who gets the odd request, and all parts add up.
 */
function spread(
  writer: TransactionWriter,
  group: RequestGroup & { segment: Segment },
  count: number,
  dither: number,
): void {
  const { flow, segment, outcome, time, service } = group;
  const hosts = writer.readsHost ? service.traffic.hosts : 1;
  const median = writer.readsDuration
    ? flow.median(segment, time) *
      (outcome === 'failure' ? flow.failureFactor(segment) : 1)
    : 0;
  let onHostsBefore = 0;
  for (let host = 1; host <= hosts; host++) {
    const upToHost = Math.floor((count * host) / hosts + dither);
    const requests = upToHost - onHostsBefore;
    onHostsBefore = upToHost;
    if (!writer.readsDuration) {
      if (requests > 0) {
        writer.write(group, requests, host, 0);
      }
      continue;
    }
    let before = 0;
    for (const { to, deviate } of STRATA) {
      const upTo = Math.floor(requests * to + dither);
      if (upTo > before) {
        const seconds = median * flow.spread(deviate);
        writer.write(group, upTo - before, host, seconds);
        before = upTo;
      }
    }
  }
}
