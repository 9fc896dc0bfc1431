import type { CriticalPathsApi } from '../api/CriticalPathsApi';
import { pathDetail, pathList, stepDetail } from './fixtures';

/** A back end that answers at once, with what a test does not care about filled in. */
export function fakeApi(part?: Partial<CriticalPathsApi>) {
  return {
    getPaths: vi.fn(
      part?.getPaths ?? (async ({ range }) => pathList({ range })),
    ),
    getPath: vi.fn(
      part?.getPath ?? (async ({ range }) => pathDetail({ range })),
    ),
    getStep: vi.fn(
      part?.getStep ?? (async ({ range }) => stepDetail({ range })),
    ),
  };
}
