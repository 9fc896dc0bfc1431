import path from 'node:path';
import { start } from '../../scripts/lib/processes.mjs';

/** Starts the stand-in of AWS with the large company, beside this process. */
export async function startStandIn() {
  const child = start(
    process.execPath,
    [
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      path.join(__dirname, 'standInProcess.ts'),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout!.once('data', chunk => resolve(String(chunk).trim()));
    child.once('exit', code =>
      reject(new Error(`The stand-in of AWS ended with ${code}`)),
    );
  });
  return {
    url,
    /** Requests since the last time, by operation. */
    async takeRequests(): Promise<Record<string, number>> {
      const control = `${url}/__control/requests`;
      const counts = await (await fetch(control)).json();
      await fetch(control, { method: 'DELETE' });
      return counts;
    },
  };
}
