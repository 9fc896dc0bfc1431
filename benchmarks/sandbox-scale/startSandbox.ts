import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { start, stop } from '../../scripts/lib/processes.mjs';

const SAMPLE_MILLIS = 200;

/** Starts the sandbox as a person does, and watches its memory. */
export async function startSandbox(services: number) {
  const state = await mkdtemp(path.join(tmpdir(), 'rocket-scale-'));
  const started = performance.now();
  const child = start(
    process.execPath,
    [
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      'packages/sandbox/src/main.ts',
      ...['--newrelic-port', '0', '--aws-port', '0', '--git-port', '0'],
      ...['--state', state, '--services', String(services)],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let peakBytes = 0;
  const sample = setInterval(() => {
    peakBytes = Math.max(peakBytes, residentBytes(child.pid!));
  }, SAMPLE_MILLIS);
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout! }).on('line', line => {
      if (line.startsWith('New Relic')) {
        resolve(line.split(' ').at(-1)!);
      }
    });
    child.once('exit', code =>
      reject(new Error(`The sandbox ended with ${code}`)),
    );
  });
  return {
    url,
    startupMillis: performance.now() - started,
    peakBytes: () => peakBytes,
    async stop() {
      clearInterval(sample);
      await stop(child);
      await rm(state, { recursive: true, force: true });
    },
  };
}

/** 0 once the process has ended. */
function residentBytes(pid: number): number {
  try {
    const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]);
    return Number(kilobytes) * 1024;
  } catch {
    return 0;
  }
}
