/** `npm run bench -- <name> [--json]`: runs one benchmark of `benchmarks/`. */
import { inRoot } from './lib/paths.mjs';
import { main, UserError } from './lib/progress.mjs';
import { run, stopOnSignals } from './lib/processes.mjs';
import { prepareToolchain } from './lib/toolchain.mjs';
import { installPackages } from './lib/workspace.mjs';

main(async () => {
  stopOnSignals();
  // Only the figures go to standard output, so that --json can be piped.
  const quiet = () => {};
  const toolchain = await prepareToolchain(quiet);
  await installPackages(toolchain, quiet);
  const { code } = await run(
    toolchain.node,
    [
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      inRoot('benchmarks/run.ts'),
      ...process.argv.slice(2),
    ],
    { env: toolchain.env, stdio: 'inherit' },
  ).catch(error => {
    throw new UserError('The benchmark did not start.', String(error));
  });
  process.exitCode = code;
});
