import type { CriticalPathSpec } from './criticalPathEntity';

/** What is wrong with a graph of steps, and where in the spec. */
export interface GraphProblem {
  /** A sentence for the author of the path. */
  message: string;
  /** Where, from `spec` down; for example `['steps', 2, 'after']`. */
  path: Array<string | number>;
}

/** The parts of the spec that make the graph. */
export type PathGraph = {
  entry: CriticalPathSpec['entry'];
  steps: Array<
    Pick<CriticalPathSpec['steps'][number], 'id' | 'after' | 'requirement'>
  >;
  groups: CriticalPathSpec['groups'];
};

/**
 * Every rule over the graph that a schema cannot state: ids are unique, what is
 * referred to exists, steps do not wait for each other in a circle, the entry is
 * a required step outside of groups, and no group asks for more steps than it has.
 *
 * @returns All problems, in the order of the spec; none for a sound graph.
 */
export function graphProblems(graph: PathGraph): GraphProblem[] {
  const known = new Set(graph.steps.map(step => step.id));
  return [
    ...duplicateIds(graph),
    ...unknownPredecessors(graph, known),
    ...circles(graph),
    ...entryProblems(graph, known),
    ...groupProblems(graph, known),
  ];
}

function duplicateIds({ steps, groups }: PathGraph): GraphProblem[] {
  const problems: GraphProblem[] = [];
  const seen = new Set<string>();
  for (const [field, list] of [
    ['steps', steps],
    ['groups', groups],
  ] as const) {
    for (const [index, { id }] of list.entries()) {
      if (seen.has(id)) {
        problems.push({
          message: `The id "${id}" is used more than once; ids of steps and groups must be unique`,
          path: [field, index, 'id'],
        });
      }
      seen.add(id);
    }
  }
  return problems;
}

function unknownPredecessors(
  { steps }: PathGraph,
  known: ReadonlySet<string>,
): GraphProblem[] {
  return steps.flatMap((step, index) =>
    step.after
      .filter(id => !known.has(id))
      .map(id => ({
        message: `Step "${step.id}" comes after "${id}", which is no step of this path`,
        path: ['steps', index, 'after'],
      })),
  );
}

/** Kahn's algorithm: what is left when no step without an open predecessor can be taken is on, or behind, a circle. */
function circles({ steps }: PathGraph): GraphProblem[] {
  const open = new Map(steps.map(step => [step.id, new Set(step.after)]));
  for (const predecessors of open.values()) {
    for (const id of predecessors) {
      if (!open.has(id)) {
        predecessors.delete(id);
      }
    }
  }
  let taken = true;
  while (taken) {
    taken = false;
    for (const [id, predecessors] of open) {
      if (predecessors.size === 0) {
        open.delete(id);
        for (const others of open.values()) {
          others.delete(id);
        }
        taken = true;
      }
    }
  }
  const first = open.keys().next();
  if (first.done) {
    return [];
  }
  const circle = followBack(first.value, open);
  return [
    {
      message: `Steps wait for each other in a circle: ${circle.join(' → ')}`,
      path: ['steps', steps.findIndex(step => step.id === circle[0]), 'after'],
    },
  ];
}

/** Walks back from a step that is on or behind a circle until a step repeats; returns the circle in flow order. */
function followBack(
  start: string,
  open: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  const visited: string[] = [];
  let current = start;
  while (!visited.includes(current)) {
    visited.push(current);
    current = [...(open.get(current) ?? [])][0] ?? current;
  }
  const circle = visited.slice(visited.indexOf(current));
  return [current, ...circle.reverse()];
}

function entryProblems(
  { entry, steps, groups }: PathGraph,
  known: ReadonlySet<string>,
): GraphProblem[] {
  if (!known.has(entry)) {
    return [
      {
        message: `The entry "${entry}" is no step of this path; its steps are ${[...known].join(', ')}`,
        path: ['entry'],
      },
    ];
  }
  const problems: GraphProblem[] = [];
  if (steps.find(step => step.id === entry)?.requirement !== 'required') {
    problems.push({
      message: `The entry "${entry}" must be a required step: without it clients cannot begin`,
      path: ['entry'],
    });
  }
  const group = groups.find(({ steps: members }) => members.includes(entry));
  if (group) {
    problems.push({
      message: `The entry "${entry}" is in group "${group.id}"; the entry cannot be one of several`,
      path: ['entry'],
    });
  }
  return problems;
}

function groupProblems(
  { steps, groups }: PathGraph,
  known: ReadonlySet<string>,
): GraphProblem[] {
  const problems: GraphProblem[] = [];
  const groupOf = new Map<string, string>();
  for (const [index, group] of groups.entries()) {
    if (group.require > group.steps.length) {
      problems.push({
        message: `Group "${group.id}" requires ${group.require} steps but has only ${group.steps.length}`,
        path: ['groups', index, 'require'],
      });
    }
    for (const id of group.steps) {
      const step = steps.find(candidate => candidate.id === id);
      const other = groupOf.get(id);
      if (!known.has(id)) {
        problems.push({
          message: `Group "${group.id}" has "${id}", which is no step of this path`,
          path: ['groups', index, 'steps'],
        });
      } else if (other !== undefined) {
        problems.push({
          message: `Step "${id}" is in group "${other}" and again in group "${group.id}"; a step belongs to one group at most, once`,
          path: ['groups', index, 'steps'],
        });
      } else if (step?.requirement !== 'required') {
        problems.push({
          message: `Step "${id}" of group "${group.id}" is ${step?.requirement}; the group says how many of its steps are required, so each must be "required"`,
          path: ['groups', index, 'steps'],
        });
      }
      groupOf.set(id, other ?? group.id);
    }
  }
  return problems;
}
