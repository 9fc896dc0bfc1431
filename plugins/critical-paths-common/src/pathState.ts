import type { PathStatus } from './api';
import type { CriticalPathSpec } from './criticalPathEntity';
import { inFlowOrder, type Waits } from './flow';
import { decisiveSteps, pathStatus } from './pathStatus';
import type { StepTrouble, StepVerdict } from './stepStatus';

/** The state of a step or a path at the end of its history. */
export interface State {
  status: PathStatus;
  /** Index of the minute since when; `undefined` when it is older than the history. */
  since?: number;
}

/** The state of a step, with its trouble. */
export interface StepState extends State {
  trouble?: StepTrouble;
}

/** The state of a path, with the steps to blame, most likely cause first. */
export interface PathState extends State {
  /** Ids of the steps that explain the status; empty when healthy. */
  causes: string[];
}

/** The last verdict of a step, and since when it holds. */
export function stepState(verdicts: readonly StepVerdict[]): StepState {
  const last = verdicts.at(-1);
  if (!last) {
    return { status: 'unknown' };
  }
  const begin = beginOfRun(verdicts.length, i => verdicts[i].status);
  return {
    status: last.status,
    since: begin === 0 ? undefined : verdicts[begin].onset,
    trouble: last.trouble,
  };
}

/**
 * The state of a path from the verdicts about its steps.
 *
 * Of the steps with the path's own status, those are the causes that wait for no
 * other such step: a service that waits for a slow one is slow too, and not to blame.
 *
 * @param spec - The path's steps and groups.
 * @param verdicts - Of every step by id, all of one length.
 * @param waits - Which steps wait for which.
 */
export function pathState(
  spec: Pick<CriticalPathSpec, 'steps' | 'groups'>,
  verdicts: ReadonlyMap<string, readonly StepVerdict[]>,
  waits: Waits,
): PathState {
  const length = Math.max(0, ...[...verdicts.values()].map(v => v.length));
  if (length === 0) {
    return { status: 'unknown', causes: [] };
  }
  const at = (index: number) =>
    new Map(
      [...verdicts].map(([id, list]): [string, PathStatus] => [
        id,
        list[index]?.status ?? 'unknown',
      ]),
    );
  const history = Array.from({ length }, (_, index) =>
    pathStatus(spec, at(index)),
  );
  const status = history[length - 1];
  const begin = beginOfRun(length, i => history[i]);
  return {
    status,
    since: begin === 0 ? undefined : onsetOf(begin, status),
    causes: status === 'healthy' ? [] : causesOf(spec, at(length - 1), waits),
  };

  /** The earliest onset among the steps that brought the path into the status. */
  function onsetOf(index: number, wanted: PathStatus): number {
    const onsets = decisiveSteps(spec, at(index))
      .map(id => verdicts.get(id)?.[index])
      .filter(verdict => verdict?.status === wanted)
      .map(verdict => verdict?.onset ?? index);
    return wanted === 'healthy' ? index : Math.min(index, ...onsets);
  }
}

function causesOf(
  spec: Pick<CriticalPathSpec, 'steps' | 'groups'>,
  statusOf: ReadonlyMap<string, PathStatus>,
  waits: Waits,
): string[] {
  const status = pathStatus(spec, statusOf);
  const decisive = new Set(decisiveSteps(spec, statusOf));
  const suspects = inFlowOrder(spec.steps)
    .map(({ id }) => id)
    .filter(
      id => decisive.has(id) && (statusOf.get(id) ?? 'unknown') === status,
    );
  if (status === 'unknown') {
    // Not being observed is not passed on to those who wait.
    return suspects;
  }
  const causes = suspects.filter(
    id => !suspects.some(other => waits.get(id)?.has(other)),
  );
  // Components that depend on each other in a circle excuse each other; then nobody is excused.
  return causes.length > 0 ? causes : suspects;
}

/** Index at which the run of equal statuses begins that reaches to the end. */
function beginOfRun(
  length: number,
  statusAt: (index: number) => PathStatus,
): number {
  let begin = length - 1;
  while (begin > 0 && statusAt(begin - 1) === statusAt(length - 1)) {
    begin -= 1;
  }
  return begin;
}
