import fc from 'fast-check';
import { layoutGraph } from './graphLayout';

/** Graphs without cycles: a step comes after steps that are given before it. */
const graphs = fc
  .array(fc.array(fc.nat(20), { maxLength: 3 }), {
    minLength: 1,
    maxLength: 12,
  })
  .map(befores =>
    befores.map((before, index) => ({
      id: `step-${index}`,
      after: [
        ...new Set(before.filter(at => at < index).map(at => `step-${at}`)),
      ],
    })),
  );

describe('layoutGraph', () => {
  it('gives each step a cell of its own, right of all it comes after', () => {
    fc.assert(
      fc.property(graphs, steps => {
        const { nodes, edges, columns, rows } = layoutGraph(steps);
        const cells = nodes.map(({ column, row }) => `${column},${row}`);
        expect(new Set(cells).size).toBe(steps.length);
        for (const { from, to } of edges) {
          expect(from.column).toBeLessThan(to.column);
        }
        expect(edges).toHaveLength(
          steps.reduce((sum, { after }) => sum + after.length, 0),
        );
        expect(Math.max(...nodes.map(({ column }) => column))).toBe(
          columns - 1,
        );
        expect(Math.max(...nodes.map(({ row }) => row))).toBe(rows - 1);
      }),
    );
  });

  it('stands parallel steps under each other, in reading order', () => {
    const { nodes } = layoutGraph([
      { id: 'gateway', after: [] },
      { id: 'fraud', after: ['gateway'] },
      { id: 'limits', after: ['gateway'] },
      { id: 'ledger', after: ['fraud', 'limits'] },
    ]);
    expect(
      nodes.map(({ step, column, row }) => [step.id, column, row]),
    ).toEqual([
      ['gateway', 0, 0],
      ['fraud', 1, 0],
      ['limits', 1, 1],
      ['ledger', 2, 0],
    ]);
  });

  it('survives what the schema forbids: unknown steps and cycles', () => {
    const { nodes } = layoutGraph([
      { id: 'a', after: ['b', 'nowhere'] },
      { id: 'b', after: ['a'] },
      { id: 'c', after: ['c'] },
    ]);
    expect(nodes).toHaveLength(3);
  });
});
