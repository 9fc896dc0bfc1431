import { setTimeout } from 'node:timers/promises';
import closeWithGrace from 'close-with-grace';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';

const config = readConfig(process.env);

let draining = false;
const app = await createApp({
  logLevel: config.LOG_LEVEL,
  isDraining: () => draining,
});

closeWithGrace(
  { delay: config.DRAIN_MILLIS + config.SHUTDOWN_MILLIS },
  async ({ err }) => {
    if (err) {
      app.log.error(err, 'ending after an error');
    } else {
      // Readiness fails first; requests are still served until the load balancer
      // has noticed.
      draining = true;
      await setTimeout(config.DRAIN_MILLIS);
    }
    await app.close();
  },
);

await app.listen({ host: config.HOST, port: config.PORT });
