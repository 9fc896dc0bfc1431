import {
  isoOf,
  secondsOf,
  type Mark,
} from '@rocket/plugin-critical-paths-common';
import type {
  Deployment,
  Incident,
  Interval,
} from '../database/CriticalPathsStore';
import { groupBy } from '../groupBy';
import type { PathContext } from './pathContext';

/**
 * The deployments and incidents of some steps' components within a span, oldest
 * first.
 */
export function marksOf(
  context: PathContext,
  stepIds: readonly string[],
  data: {
    current: Interval;
    deployments: readonly Deployment[];
    incidents: readonly Incident[];
  },
): Mark[] {
  const stepsByGuid = new Map<string, string[]>();
  for (const stepId of stepIds) {
    const guid = context.signals.steps.get(stepId)?.guid;
    if (guid) {
      stepsByGuid.set(guid, [...(stepsByGuid.get(guid) ?? []), stepId]);
    }
  }
  const place = (guid: string) => {
    const ids = stepsByGuid.get(guid);
    const component = ids && context.componentOf(ids[0]);
    return ids && component
      ? { stepIds: ids, component: component.entityRef }
      : undefined;
  };
  const marks: Mark[] = [];
  for (const { id, guid, at, version, commit, user } of data.deployments) {
    const where = place(guid);
    if (where) {
      marks.push({
        type: 'deployment',
        id,
        at: isoOf(at),
        ...where,
        version,
        commit,
        user,
      });
    }
  }
  for (const incident of data.incidents) {
    const where = place(incident.guid);
    if (where) {
      marks.push({
        type: 'incident',
        id: incident.id,
        at: isoOf(incident.opened),
        closedAt:
          incident.closed === undefined ? undefined : isoOf(incident.closed),
        ...where,
        title: incident.title,
        priority: incident.priority,
      });
    }
  }
  return inOrder(marks);
}

/**
 * The marks of a kind each by itself where there are `limit` at most, and else one
 * for each bucket of the axis, so that a long span is covered as far as it reaches.
 * An incident that is open needs somebody, and is never one of many.
 *
 * @param marks - Oldest first.
 * @param options - `begin` of the axis in seconds since the epoch.
 */
export function crowded(
  marks: readonly Mark[],
  options: { limit: number; begin: number; bucketSeconds: number },
): Mark[] {
  const { limit, begin, bucketSeconds } = options;
  const bucketOf = (mark: Mark) =>
    mark.type === 'incident' && mark.closedAt === undefined
      ? mark.id
      : Math.floor((secondsOf(mark.at) - begin) / bucketSeconds);
  return inOrder(
    (['deployment', 'incident'] as const).flatMap(type => {
      const ofType = marks.filter(mark => mark.type === type);
      return ofType.length <= limit
        ? ofType
        : [...groupBy(ofType, bucketOf).values()].map(asOne);
    }),
  );
}

/** The newest of some marks of a kind, standing for all of them. */
function asOne(marks: readonly Mark[]): Mark {
  const newest = marks[marks.length - 1];
  return marks.length === 1
    ? newest
    : {
        ...newest,
        count: marks.length,
        stepIds: [...new Set(marks.flatMap(({ stepIds }) => stepIds))],
      };
}

function inOrder(marks: readonly Mark[]): Mark[] {
  return [...marks].sort(
    (a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id),
  );
}
