import { isoOf, type Mark } from '@rocket/plugin-critical-paths-common';
import type {
  Deployment,
  Incident,
  Interval,
} from '../database/CriticalPathsStore';
import type { PathContext } from './pathContext';

/**
 * The deployments and incidents of some steps' components within a span, oldest
 * first; of each kind the newest `limit`, since a strip of thousands tells nothing.
 */
export function marksOf(
  context: PathContext,
  stepIds: readonly string[],
  limit: number,
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
  const sorted = marks.sort(
    (a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id),
  );
  const shown = new Set(
    (['deployment', 'incident'] as const).flatMap(type =>
      sorted.filter(mark => mark.type === type).slice(-limit),
    ),
  );
  return sorted.filter(mark => shown.has(mark));
}
