import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/** What a test run comes to; a skipped test says why. */
export interface TestCounts {
  passed: number;
  failed: number;
  skipped: Array<{ name: string; reason: string }>;
}

/** Writes the counts of a run to `test-results/vitest.json`, for `npm test` to add up. */
export default class CountReporter implements Reporter {
  onTestRunEnd(
    modules: ReadonlyArray<TestModule>,
    unhandledErrors: ReadonlyArray<unknown>,
  ) {
    const counts: TestCounts = {
      passed: 0,
      failed: unhandledErrors.length,
      skipped: [],
    };
    for (const module of modules) {
      if (module.errors().length > 0) {
        counts.failed += 1;
      }
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') {
          counts.passed += 1;
        } else if (result.state === 'failed') {
          counts.failed += 1;
        } else {
          const note = result.state === 'skipped' ? result.note : undefined;
          counts.skipped.push({
            name: test.fullName,
            reason: note ?? 'no reason given',
          });
        }
      }
    }
    const file = path.resolve('test-results/vitest.json');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(counts));
  }
}
