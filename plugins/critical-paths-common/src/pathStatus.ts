import type { PathStatus } from './api';
import type { CriticalPathSpec } from './criticalPathEntity';

/**
 * Best first. What nobody knows is worse than healthy, since it must never look
 * green, and better than what is known to be wrong.
 */
const ORDER: readonly PathStatus[] = ['healthy', 'unknown', 'degraded', 'down'];

/** Negative when `a` is better than `b`. */
export function compareStatus(a: PathStatus, b: PathStatus): number {
  return ORDER.indexOf(a) - ORDER.indexOf(b);
}

/** The worst of some statuses; healthy when there is none. */
export function worstStatus(statuses: Iterable<PathStatus>): PathStatus {
  let worst: PathStatus = 'healthy';
  for (const status of statuses) {
    if (compareStatus(status, worst) > 0) {
      worst = status;
    }
  }
  return worst;
}

/**
 * The status of a path is that of its worst required step. A group works as well
 * as the worst of its `require` best steps. Optional and asynchronous steps do not
 * count.
 *
 * @param spec - The path's steps and groups.
 * @param statusOf - Status of each step by id; a step without one is unknown.
 */
export function pathStatus(
  spec: Pick<CriticalPathSpec, 'steps' | 'groups'>,
  statusOf: ReadonlyMap<string, PathStatus>,
): PathStatus {
  return worstStatus(
    decisiveSteps(spec, statusOf).map(id => statusOf.get(id) ?? 'unknown'),
  );
}

/**
 * The ids of the steps that decide about the status: all required ones outside of
 * groups, and of every group the `require` best ones.
 */
export function decisiveSteps(
  spec: Pick<CriticalPathSpec, 'steps' | 'groups'>,
  statusOf: ReadonlyMap<string, PathStatus>,
): string[] {
  const grouped = new Set(spec.groups.flatMap(({ steps }) => steps));
  const alone = spec.steps
    .filter(
      ({ id, requirement }) => requirement === 'required' && !grouped.has(id),
    )
    .map(({ id }) => id);
  const best = spec.groups.flatMap(group =>
    [...group.steps]
      .sort((a, b) =>
        compareStatus(
          statusOf.get(a) ?? 'unknown',
          statusOf.get(b) ?? 'unknown',
        ),
      )
      .slice(0, group.require),
  );
  return [...alone, ...best];
}
