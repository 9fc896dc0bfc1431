import { Service } from '../company/types';
import { localDay, MINUTE, startOfLocalDay } from './calendar';
import { Segment, Story } from './Story';

/** A part of a segment. */
export interface Piece {
  segment: Segment;
  from: number;
  to: number;
}

/**
 * Cuts `begin` to `end` at the service's segments, and at `begin + n × width`
 * when there is a width; then the last minute stands alone too, so that what
 * happened last is seen to be recent. The pieces cover the window, in order,
 * without gaps.
 */
export function* piecesOf(options: {
  story: Story;
  service: Service;
  begin: number;
  end: number;
  width: number | undefined;
}): Generator<Piece> {
  const { story, service, begin, end, width } = options;
  for (let day = localDay(begin); startOfLocalDay(day) < end; day++) {
    for (const segment of story.segmentsOn(service, day)) {
      const last = Math.min(segment.end, end);
      let from = Math.max(segment.start, begin);
      while (from < last) {
        const to = width
          ? Math.min(
              last,
              begin + (Math.floor((from - begin) / width + 1e-9) + 1) * width,
              from < end - MINUTE ? Math.max(end - MINUTE, begin) : end,
            )
          : last;
        yield { segment, from, to };
        from = to;
      }
    }
  }
}
