/** `npm start`: everything from a fresh clone to a portal that answers. */
import { once } from 'node:events';
import { main, step } from './lib/progress.mjs';
import { stopAll, stopOnSignals } from './lib/processes.mjs';
import { prepareToolchain } from './lib/toolchain.mjs';
import { buildFrontend, installPackages } from './lib/workspace.mjs';
import {
  checkGit,
  checkPorts,
  portsFromEnvironment,
  startBackend,
  startSandbox,
} from './lib/portal.mjs';

main(async () => {
  stopOnSignals();
  const ports = portsFromEnvironment();
  await checkGit();
  await checkPorts(ports);

  console.log('\nRocket\n');
  let toolchain;
  await step('Toolchain', async report => {
    toolchain = await prepareToolchain(report);
  });
  await step('Packages', report => installPackages(toolchain, report));
  await step('Front end', report => buildFrontend(toolchain, report));

  let backend;
  let sandbox;
  try {
    await step('Sandbox (New Relic, AWS, git)', async report => {
      sandbox = await startSandbox({ toolchain, ports, report });
    });
    await step('Back end', async report => {
      backend = await startBackend({ toolchain, ports, report });
    });
  } catch (error) {
    await stopAll();
    throw error;
  }

  const base = `http://localhost:${ports.portal}`;
  console.log(`
Rocket is at ${base}   (choose "Enter" to go in as a guest)

Look first at
  ${base}/critical-paths   does the business work: uptime, throughput, error rate, latency
  ${base}/scoreboard       which services fall short, why, and what to do next
  ${base}/catalog          everything the company runs, from repositories and from AWS
  ${base}/create           start a service the standard way

Ctrl-C ends it; its state stays until \`npm run reset\`.
`);

  const which = await Promise.race([
    once(sandbox, 'exit').then(() => 'sandbox'),
    once(backend, 'exit').then(() => 'back end'),
  ]);
  await stopAll();
  console.error(
    `The ${which} ended. Its log is in .rocket/state; start it again with npm start.`,
  );
  process.exitCode = 1;
});
