import type { Mark } from '@rocket/plugin-critical-paths-common';
import type { TimeSpan } from './pageState';

/** Marks that are too close together to be drawn apart. */
export interface MarkCluster {
  /** Where it is drawn, 0 (begin of the span) to 1 (its end): the place of its first mark. */
  position: number;
  marks: Mark[];
}

/**
 * Gathers the marks of a span for a strip under its chart. A mark that is
 * nearer than `distance` (a part of the span) to the first of the cluster
 * before it joins that cluster: a deployment often stands with its incident.
 */
export function clusterMarks(options: {
  marks: readonly Mark[];
  span: TimeSpan;
  distance: number;
}): MarkCluster[] {
  const { marks, span, distance } = options;
  const clusters = new Array<MarkCluster>();
  const inOrder = [...marks].sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at),
  );
  for (const mark of inOrder) {
    const begin = Date.parse(mark.at);
    if (begin > span.end || lastMoment(mark) < span.begin) {
      continue;
    }
    // An incident that was open before is drawn where the span begins.
    const position =
      (Math.max(begin, span.begin) - span.begin) / (span.end - span.begin);
    const before = clusters.at(-1);
    if (before && position - before.position < distance) {
      before.marks.push(mark);
    } else {
      clusters.push({ position, marks: [mark] });
    }
  }
  return clusters;
}

/** Until when a mark matters, epoch milliseconds: an open incident has no end. */
function lastMoment(mark: Mark): number {
  if (mark.type === 'deployment') {
    return Date.parse(mark.at);
  }
  return mark.closedAt ? Date.parse(mark.closedAt) : Infinity;
}
