import type { CriticalPathStep } from './criticalPathEntity';

/** The steps in the order of the flow: every step after those it comes after, else as written. */
export function inFlowOrder<T extends Pick<CriticalPathStep, 'id' | 'after'>>(
  steps: readonly T[],
): T[] {
  const rest = [...steps];
  const done = new Set<string>();
  const ordered: T[] = [];
  while (rest.length > 0) {
    const next = rest.findIndex(step => step.after.every(id => done.has(id)));
    // A sound graph always has a next step; an unsound one is shown as written.
    const [step] = rest.splice(Math.max(0, next), 1);
    done.add(step.id);
    ordered.push(step);
  }
  return ordered;
}

/** Which steps of the path a step waits for while it works, by step id. */
export type Waits = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Which steps wait for which, directly or through others: a component waits for the
 * components that it depends on. Where none of an entry's dependencies is on the
 * path, the entry waits for all other steps: clients call it for the whole flow.
 * Nobody waits for an asynchronous step.
 *
 * @param options - The steps, the entry's id, and what each component depends on, by entity reference.
 */
export function waitsOf(options: {
  steps: ReadonlyArray<
    Pick<CriticalPathStep, 'id' | 'component' | 'requirement'>
  >;
  entry: string;
  dependencies: ReadonlyMap<string, readonly string[]>;
}): Waits {
  const { steps, entry, dependencies } = options;
  const waitedFor = steps.filter(
    step => step.requirement !== 'asynchronous' && step.id !== entry,
  );
  const direct = new Map<string, Set<string>>();
  for (const step of steps) {
    const targets = dependencies.get(step.component) ?? [];
    const found = waitedFor.filter(
      other =>
        other.id !== step.id &&
        other.component !== step.component &&
        targets.includes(other.component),
    );
    const list = found.length === 0 && step.id === entry ? waitedFor : found;
    direct.set(step.id, new Set(list.map(({ id }) => id)));
  }
  return new Map(steps.map(({ id }) => [id, reachable(id, direct)]));
}

function reachable(
  start: string,
  direct: ReadonlyMap<string, ReadonlySet<string>>,
): Set<string> {
  const found = new Set<string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const next of direct.get(id) ?? []) {
      if (next !== start && !found.has(next)) {
        found.add(next);
        open.push(next);
      }
    }
  }
  return found;
}
