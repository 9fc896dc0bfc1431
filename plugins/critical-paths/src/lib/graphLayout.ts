/** The parts of a step that say where it stands in the flow. */
export interface GraphStep {
  id: string;
  after: readonly string[];
}

/** A step's place: its column in the direction of the flow, its row within the column. */
export interface GraphNode<T extends GraphStep> {
  step: T;
  column: number;
  row: number;
}

export interface GraphLayout<T extends GraphStep> {
  /** In reading order: by column, then by row. */
  nodes: GraphNode<T>[];
  /** One for each "after" whose step exists. */
  edges: Array<{ from: GraphNode<T>; to: GraphNode<T> }>;
  columns: number;
  /** The height of the tallest column. */
  rows: number;
}

/**
 * Places the steps of a path on a grid. A step stands one column after the last
 * of the steps that it comes after; steps of one column stand in the order in
 * which they are given. The schema has no cycles in a path; should one arrive
 * all the same, its steps are placed as if the closing edge were not there.
 */
export function layoutGraph<T extends GraphStep>(
  steps: readonly T[],
): GraphLayout<T> {
  const byId = new Map(steps.map(step => [step.id, step]));
  const columnOf = new Map<string, number>();
  const column = (step: T, visiting: ReadonlySet<string>): number => {
    const known = columnOf.get(step.id);
    if (known !== undefined) {
      return known;
    }
    const inside = new Set(visiting).add(step.id);
    const before = step.after.flatMap(id => {
      const other = byId.get(id);
      return other && !inside.has(id) ? [column(other, inside)] : [];
    });
    const placed = before.length > 0 ? Math.max(...before) + 1 : 0;
    columnOf.set(step.id, placed);
    return placed;
  };

  const filled = new Map<number, number>();
  const placed = steps.map(step => {
    const at = column(step, new Set());
    const row = filled.get(at) ?? 0;
    filled.set(at, row + 1);
    return { step, column: at, row };
  });
  const nodeOf = new Map(placed.map(node => [node.step.id, node]));
  const edges = placed.flatMap(to =>
    to.step.after.flatMap(id => {
      const from = nodeOf.get(id);
      return from && from !== to ? [{ from, to }] : [];
    }),
  );
  return {
    nodes: [...placed].sort((a, b) => a.column - b.column || a.row - b.row),
    edges,
    columns: Math.max(0, ...placed.map(node => node.column + 1)),
    rows: Math.max(0, ...filled.values()),
  };
}
