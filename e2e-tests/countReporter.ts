import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FullResult, Reporter, Suite } from '@playwright/test/reporter';

/** Writes the counts of a run to `test-results/journeys.json`, for `npm test` to add up. */
export default class CountReporter implements Reporter {
  private suite: Suite | undefined;

  onBegin(_config: unknown, suite: Suite) {
    this.suite = suite;
  }

  onEnd(result: FullResult) {
    const tests = this.suite?.allTests() ?? [];
    const titled = (outcome: ReturnType<(typeof tests)[number]['outcome']>) =>
      tests.filter(test => test.outcome() === outcome);
    const failed = titled('unexpected').length;
    const counts = {
      passed: titled('expected').length + titled('flaky').length,
      // A run that broke off without a failed test has failed all the same.
      failed: result.status !== 'passed' && failed === 0 ? 1 : failed,
      skipped: titled('skipped').map(test => ({
        name: test.titlePath().filter(Boolean).join(' > '),
        reason:
          test.annotations.find(a => a.type === 'skip')?.description ??
          'an earlier failure',
      })),
    };
    const file = path.resolve('test-results/journeys.json');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(counts));
  }
}
