/** `npm run reset`: clears the state of the local portal; packages and toolchain stay. */
import { rm } from 'node:fs/promises';
import { stateFolder } from './lib/paths.mjs';
import { main, step } from './lib/progress.mjs';
import { checkPorts, portsFromEnvironment } from './lib/portal.mjs';

main(async () => {
  await checkPorts(portsFromEnvironment());
  await step('Clearing the portal’s state', () =>
    rm(stateFolder, { recursive: true, force: true }),
  );
});
