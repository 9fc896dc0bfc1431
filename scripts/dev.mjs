/** `npm run dev`: sandbox, back end and front end with hot reload. */
import { once } from 'node:events';
import path from 'node:path';
import { inRoot, stateFolder } from './lib/paths.mjs';
import { main, step } from './lib/progress.mjs';
import { start, stopAll, stopOnSignals } from './lib/processes.mjs';
import { prepareToolchain } from './lib/toolchain.mjs';
import { installPackages } from './lib/workspace.mjs';
import {
  backendEnvironment,
  checkGit,
  checkPorts,
  portsFromEnvironment,
  startSandbox,
} from './lib/portal.mjs';

const FRONTEND_PORT = 3000;

main(async () => {
  stopOnSignals();
  const ports = portsFromEnvironment();
  await checkGit();
  await checkPorts({ ...ports, frontend: FRONTEND_PORT });
  let toolchain;
  await step('Toolchain', async report => {
    toolchain = await prepareToolchain(report);
  });
  await step('Packages', report => installPackages(toolchain, report));
  await step('Sandbox (New Relic, AWS, git)', report =>
    startSandbox({ toolchain, ports, report }),
  );
  console.log(
    `\nThe portal opens at http://localhost:${FRONTEND_PORT}; changes show at once. Ctrl-C ends it.\n`,
  );
  const cli = start(
    toolchain.node,
    [
      inRoot('node_modules/@backstage/cli/bin/backstage-cli'),
      'repo',
      'start',
      '--config',
      inRoot('app-config.yaml'),
      '--config',
      inRoot('app-config.development.yaml'),
    ],
    {
      stdio: 'inherit',
      env: {
        ...backendEnvironment(toolchain, ports, path.resolve(stateFolder)),
        NODE_ENV: 'development',
      },
    },
  );
  const [code] = await once(cli, 'exit');
  await stopAll();
  process.exitCode = code ?? 1;
});
