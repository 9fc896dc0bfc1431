import fc from 'fast-check';
import { criticalPathSpecSchema, graphProblems } from './index';

const step = (
  id: string,
  after: string[] = [],
  requirement: 'required' | 'optional' | 'asynchronous' = 'required',
) => ({ id, after, requirement });

const sound = {
  entry: 'a',
  steps: [step('a'), step('b', ['a']), step('c', ['a']), step('d', ['b', 'c'])],
  groups: [{ id: 'bc', require: 1, steps: ['b', 'c'] }],
};

const messages = (graph: Parameters<typeof graphProblems>[0]) =>
  graphProblems(graph).map(({ message }) => message);

describe('graphProblems', () => {
  it('finds nothing wrong with a sound graph', () => {
    expect(graphProblems(sound)).toEqual([]);
  });

  it.each<[string, Parameters<typeof graphProblems>[0], string, unknown]>([
    [
      'a step id used twice',
      { ...sound, steps: [...sound.steps, step('b')] },
      'The id "b" is used more than once; ids of steps and groups must be unique',
      ['steps', 4, 'id'],
    ],
    [
      'a group named like a step',
      { ...sound, groups: [{ id: 'a', require: 1, steps: ['b', 'c'] }] },
      'The id "a" is used more than once; ids of steps and groups must be unique',
      ['groups', 0, 'id'],
    ],
    [
      'an unknown predecessor',
      { ...sound, steps: [...sound.steps, step('e', ['x'])] },
      'Step "e" comes after "x", which is no step of this path',
      ['steps', 4, 'after'],
    ],
    [
      'a step after itself',
      { ...sound, steps: [...sound.steps, step('e', ['e'])] },
      'Steps wait for each other in a circle: e → e',
      ['steps', 4, 'after'],
    ],
    [
      'an unknown entry',
      { ...sound, entry: 'z' },
      'The entry "z" is no step of this path; its steps are a, b, c, d',
      ['entry'],
    ],
    [
      'an entry that is not required',
      {
        entry: 'a',
        steps: [step('a', [], 'optional')],
        groups: [],
      },
      'The entry "a" must be a required step: without it clients cannot begin',
      ['entry'],
    ],
    [
      'an entry in a group',
      { ...sound, entry: 'b' },
      'The entry "b" is in group "bc"; the entry cannot be one of several',
      ['entry'],
    ],
    [
      'k over n',
      { ...sound, groups: [{ id: 'bc', require: 3, steps: ['b', 'c'] }] },
      'Group "bc" requires 3 steps but has only 2',
      ['groups', 0, 'require'],
    ],
    [
      'an unknown member',
      { ...sound, groups: [{ id: 'bc', require: 1, steps: ['b', 'y'] }] },
      'Group "bc" has "y", which is no step of this path',
      ['groups', 0, 'steps'],
    ],
    [
      'a step in two groups',
      {
        ...sound,
        groups: [...sound.groups, { id: 'cd', require: 1, steps: ['c', 'd'] }],
      },
      'Step "c" is in group "bc" and again in group "cd"; a step belongs to one group at most, once',
      ['groups', 1, 'steps'],
    ],
    [
      'an optional member',
      {
        ...sound,
        steps: [...sound.steps.slice(0, 3), step('d', [], 'asynchronous')],
        groups: [{ id: 'dc', require: 1, steps: ['d', 'c'] }],
      },
      'Step "d" of group "dc" is asynchronous; the group says how many of its steps are required, so each must be "required"',
      ['groups', 0, 'steps'],
    ],
  ])('names %s, and where', (_, graph, message, path) => {
    expect(graphProblems(graph)).toEqual([{ message, path }]);
  });

  it('names the steps of a circle in flow order, without those behind it', () => {
    expect(
      messages({
        entry: 'a',
        groups: [],
        steps: [
          step('a'),
          step('b', ['a', 'd']),
          step('c', ['b']),
          step('d', ['c']),
          step('e', ['d']),
        ],
      }),
    ).toEqual(['Steps wait for each other in a circle: b → c → d → b']);
  });

  it('finds a circle exactly when there is one', () => {
    const graphs = fc
      .integer({ min: 1, max: 8 })
      .chain(size =>
        fc
          .array(fc.tuple(fc.nat({ max: size - 1 }), fc.nat({ max: size - 1 })))
          .map(edges => ({ size, edges })),
      );
    fc.assert(
      fc.property(graphs, ({ size, edges }) => {
        const steps = Array.from({ length: size }, (_, i) =>
          step(
            `s${i}`,
            edges.filter(([, to]) => to === i).map(([from]) => `s${from}`),
          ),
        );
        const problems = messages({ entry: 's0', steps, groups: [] });
        // Independent check: a step that reaches itself in the closure of the edges.
        const reaches = Array.from({ length: size }, () =>
          new Array<boolean>(size).fill(false),
        );
        for (const [from, to] of edges) {
          reaches[from][to] = true;
        }
        for (let k = 0; k < size; k++) {
          for (let i = 0; i < size; i++) {
            for (let j = 0; j < size; j++) {
              reaches[i][j] ||= reaches[i][k] && reaches[k][j];
            }
          }
        }
        const circular = reaches.some((row, i) => row[i]);
        expect(problems.some(m => m.includes('circle'))).toBe(circular);
      }),
    );
  });
});

describe('criticalPathSpecSchema', () => {
  const spec = {
    owner: 'group:default/cards',
    objectives: { successRate: 99.9 },
    entry: 'a',
    steps: [
      { id: 'a', component: 'component:default/a', transactions: ['Web/a'] },
    ],
  };

  it('fills in what may be left out', () => {
    expect(criticalPathSpecSchema.parse(spec)).toMatchObject({
      downBelow: 95,
      groups: [],
      steps: [{ requirement: 'required', after: [] }],
    });
  });

  it('reports problems of the graph where they are', () => {
    const { error } = criticalPathSpecSchema.safeParse({
      ...spec,
      steps: [{ ...spec.steps[0], after: ['b'] }],
    });
    expect(error?.issues).toMatchObject([
      { path: ['steps', 0, 'after'], message: expect.stringContaining('"b"') },
    ]);
  });
});
