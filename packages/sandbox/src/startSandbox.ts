import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAws } from './aws';
import { createCompany } from './company';
import { startGitHost } from './git';
import { RunningServer } from './listen';
import { startNewRelic } from './newrelic';

/** What to start where. A port that is not named is any free one. */
export interface SandboxOptions {
  ports?: { newRelic?: number; aws?: number; git?: number };
  /** The sample company; see `createCompany`. */
  seed?: string;
  /** How many services it has at least; see `createCompany`. */
  services?: number;
  /** Epoch milliseconds. Default: the real time. */
  clock?: () => number;
  /** Where the git repositories are kept; without it they end with the sandbox. */
  stateDirectory?: string;
}

/** The stand-ins, all running. */
export interface Sandbox {
  /** NerdGraph at `/graphql`, the Event API at `/v1/accounts/:id/events`. */
  newRelicUrl: string;
  /** Service Catalog and STS. */
  awsUrl: string;
  gitUrl: string;
  /** Ends all of them. */
  stop(): Promise<void>;
}

/** Starts every stand-in with one and the same sample company, or none. */
export async function startSandbox(
  options: SandboxOptions = {},
): Promise<Sandbox> {
  const { ports = {}, clock } = options;
  const company = createCompany({
    seed: options.seed,
    services: options.services,
  });
  const stateDirectory =
    options.stateDirectory ?? (await mkdtemp(join(tmpdir(), 'rocket-')));
  const running: Array<Pick<RunningServer, 'stop'>> = [];
  if (!options.stateDirectory) {
    running.push({
      stop: () => rm(stateDirectory, { recursive: true, force: true }),
    });
  }

  const stop = async () => {
    // The last one first, so that the folder goes when nobody writes to it any more.
    for (const server of running.splice(0).reverse()) {
      await server.stop();
    }
  };
  const start = async (starting: Promise<RunningServer>): Promise<string> => {
    const server = await starting;
    running.push(server);
    return server.url;
  };

  try {
    return {
      gitUrl: await start(
        startGitHost({ port: ports.git, company, clock, stateDirectory }),
      ),
      awsUrl: await start(startAws({ port: ports.aws, company, clock })),
      newRelicUrl: await start(
        startNewRelic({ port: ports.newRelic, company, clock }),
      ),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
