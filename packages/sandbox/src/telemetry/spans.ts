import { EventTable, ReadOptions } from '../nrql-engine/source';
import { visitPiece } from './DayCells';
import { seedOf, uniform } from './hash';
import { Piece, piecesOf } from './pieces';
import { pieceWidth } from './resolution';
import { SpanWriter } from './SpanWriter';
import { callKey, Story } from './Story';
import { Stream } from './transactions';

/**
 * `Span` events: for every request the server span that enters the service, and
 * for every call that it makes a client span that leaves it. They are counted by
 * the same flows as `Transaction`; nothing is sampled, and there are no traces.
 */
export function spanTable(
  story: Story,
  streams: readonly Stream[],
  options: ReadOptions,
): EventTable {
  const { begin, end, bucketMillis, checkTime } = options;
  const writer = new SpanWriter(options);
  const width = pieceWidth({
    begin,
    end,
    bucketMillis,
    flows: streams.reduce((sum, { flows }) => sum + flows.length, 0),
    readsTime: writer.readsTime,
    readsLoad: writer.readsDuration,
  });
  for (const stream of streams) {
    const { service } = stream;
    const chance = seedOf(service.name, 'spans');
    for (const piece of piecesOf({ story, service, begin, end, width })) {
      writePiece(writer, stream, piece, chance);
    }
    checkTime?.();
  }
  return writer.build();
}

function writePiece(
  writer: SpanWriter,
  stream: Stream,
  piece: Piece,
  chance: number,
): void {
  visitPiece(stream, piece, {
    visit: cell => {
      const flow = stream.flows[cell.flow];
      const { time, median } = cell;
      const good = cell.success + cell.rejected;
      const dither = uniform(chance, time);
      const group = { time, flow };
      if (writer.reads('server')) {
        writer.write(
          stream,
          { ...group, isError: false, seconds: median },
          good,
          dither,
        );
        writer.write(
          stream,
          { ...group, isError: true, seconds: cell.failureMedian },
          cell.failure,
          dither,
        );
      }
      if (!writer.reads('client')) {
        return;
      }
      for (const { call, millis, errorRate } of flow.calls) {
        const trouble = piece.segment.troubled.get(callKey(call));
        const seconds = (millis + (trouble?.delayMillis ?? 0)) / 1000;
        const rate = Math.min(1, errorRate + (trouble?.errorRate ?? 0));
        const all = good + cell.failure;
        const failed = Math.floor(all * rate + dither);
        const client = { ...group, call, seconds };
        writer.write(
          stream,
          { ...client, isError: false },
          all - failed,
          dither,
        );
        writer.write(stream, { ...client, isError: true }, failed, dither);
      }
    },
  });
}
