import { criticalPathEntitySchema } from '@rocket/plugin-critical-paths-common';
import { parse } from 'yaml';
import { exampleCriticalPath } from './exampleCriticalPath';

describe('the example in the empty state', () => {
  it('is a critical path that the catalog accepts', () => {
    const { spec } = criticalPathEntitySchema.parse(parse(exampleCriticalPath));
    expect(spec.steps.map(step => step.id)).toEqual(['gateway', 'authorize']);
  });
});
