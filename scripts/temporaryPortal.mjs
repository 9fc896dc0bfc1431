/**
 * A portal with fresh state on ports of its own, for journeys, benchmarks and
 * screenshots: `node scripts/temporaryPortal.mjs --port 17007 --state FOLDER`.
 * The sandbox takes the three ports after it. `--config FILE` adds to the
 * configuration. Ends on SIGTERM.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './lib/paths.mjs';
import { main, step } from './lib/progress.mjs';
import { stopOnSignals } from './lib/processes.mjs';
import { prepareToolchain } from './lib/toolchain.mjs';
import {
  checkGit,
  checkPorts,
  startBackend,
  startSandbox,
} from './lib/portal.mjs';

main(async () => {
  stopOnSignals();
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '17007' },
      state: { type: 'string', default: '.rocket/temporary' },
      config: { type: 'string', multiple: true, default: [] },
    },
  });
  const portal = Number(values.port);
  const ports = {
    portal,
    newRelic: portal + 1,
    aws: portal + 2,
    git: portal + 3,
  };
  const state = path.resolve(root, values.state);
  const config = values.config.map(file => path.resolve(root, file));
  await checkGit();
  await checkPorts(ports);
  await rm(state, { recursive: true, force: true });
  const toolchain = await prepareToolchain();
  await step('Sandbox', report =>
    startSandbox({ toolchain, ports, state, report }),
  );
  await step('Back end', report =>
    startBackend({ toolchain, ports, state, config, report }),
  );
  console.log(`ready at http://localhost:${portal}`);
});
