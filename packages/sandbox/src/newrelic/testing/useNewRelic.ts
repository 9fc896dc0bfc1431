import { createCompany, Service } from '../../company';
import { RunningServer } from '../../listen';
import { startNewRelic } from '../startNewRelic';
import { createClient } from './client';

/** What time it is in tests that do not say another. */
export const NOW = Date.UTC(2026, 10, 24, 18, 7, 31);

/**
 * A stand-in of the sample company that runs while tests do: a new one for
 * every test, or one for all tests of a file that change nothing in it.
 */
export function useNewRelic(options: {
  every: 'test' | 'file';
  /** What its clock shows when it starts, in epoch milliseconds. Default: `NOW`. */
  now?: number;
  latencyMillis?: number;
}) {
  const { every, now = NOW, latencyMillis } = options;
  const company = createCompany();
  const serviceNamed = (name: string): Service =>
    company.services.find(service => service.name === name)!;
  let server: RunningServer;
  const standIn = {
    company,
    /** What its clock shows: it stands still unless the test moves it. */
    now,
    get url() {
      return server.url;
    },
    client: createClient(() => server.url),
    serviceNamed,
    guidOf: (name: string) => serviceNamed(name).newRelic.entityGuid,
  };
  const [before, after] =
    every === 'test' ? [beforeEach, afterEach] : [beforeAll, afterAll];
  before(async () => {
    standIn.now = now;
    server = await startNewRelic({
      company,
      clock: () => standIn.now,
      latencyMillis,
    });
  });
  after(() => server.stop());
  return standIn;
}
