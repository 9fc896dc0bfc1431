import { createServer } from 'node:net';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { inRoot, stateFolder } from './paths.mjs';
import { UserError } from './progress.mjs';
import { run, start } from './processes.mjs';

/**
 * @typedef {{portal: number, newRelic: number, aws: number, git: number}} Ports
 *
 * @typedef {object} StartOptions
 * @property {import('./toolchain.mjs').Toolchain} toolchain
 * @property {Ports} ports
 * @property {string} [state] the folder of databases, repositories and logs
 * @property {string[]} [config] configuration files on top of `app-config.yaml`
 * @property {(detail: string) => void} [report]
 */

/** Where everything listens unless the environment says otherwise. */
export function portsFromEnvironment(env = process.env) {
  const read = (name, fallback) => {
    const text = env[name];
    if (text === undefined || text === '') {
      return fallback;
    }
    const port = Number(text);
    if (!Number.isInteger(port) || port < 1 || port > 65535) {
      throw new UserError(
        `${name} is "${text}", which is not a port.`,
        'Give a whole number from 1 to 65535.',
      );
    }
    return port;
  };
  return {
    portal: read('ROCKET_PORT', 7007),
    newRelic: read('ROCKET_NEW_RELIC_PORT', 7101),
    aws: read('ROCKET_AWS_PORT', 7102),
    git: read('ROCKET_GIT_PORT', 7103),
  };
}

const environmentNames = {
  portal: 'ROCKET_PORT',
  newRelic: 'ROCKET_NEW_RELIC_PORT',
  aws: 'ROCKET_AWS_PORT',
  git: 'ROCKET_GIT_PORT',
};

async function isFree(port, host) {
  const server = createServer();
  return new Promise(resolve => {
    server.once('error', error =>
      // A machine without IPv6 has nothing that could be taken there.
      resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT'),
    );
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** Refuses, before anything is started, when a port is taken. */
export async function checkPorts(ports) {
  for (const [name, port] of Object.entries(ports)) {
    if (!(await isFree(port, '127.0.0.1')) || !(await isFree(port, '::'))) {
      throw new UserError(
        `Port ${port} is taken by another process.`,
        environmentNames[name]
          ? `End that process, or choose another port with ${environmentNames[name]}, for example ${environmentNames[name]}=${port + 1000}.`
          : 'End that process and run the command again.',
      );
    }
  }
}

/** Refuses when git, which the sandbox's git host and the templates run, is missing. */
export async function checkGit() {
  const { code } = await run('git', ['--version']).catch(() => ({ code: 1 }));
  if (code !== 0) {
    throw new UserError(
      'git was not found on this machine.',
      'Install git (https://git-scm.com) and run the command again.',
    );
  }
}

/** The environment of the back end: the sandbox's addresses, through the settings that the real services use too. */
export function backendEnvironment(toolchain, ports, state) {
  return {
    ...toolchain.env,
    NODE_ENV: 'production',
    ROCKET_PORT: String(ports.portal),
    ROCKET_NEW_RELIC_PORT: String(ports.newRelic),
    ROCKET_GIT_PORT: String(ports.git),
    ROCKET_STATE: state,
    AWS_ENDPOINT_URL_SERVICE_CATALOG: `http://127.0.0.1:${ports.aws}`,
    AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${ports.aws}`,
  };
}

const transform = ['--require', '@backstage/cli/config/nodeTransform.cjs'];

function logTo(child, file) {
  const stream = createWriteStream(file, { flags: 'w' });
  child.stdout.pipe(stream);
  child.stderr.pipe(stream);
}

async function waitFor(child, what, logFile, isReady, report) {
  const started = Date.now();
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      const log = await readFile(logFile, 'utf8').catch(() => '');
      const lastLine = log.trim().split('\n').at(-1);
      throw new UserError(
        `${what} ended before it was ready${lastLine ? `: ${lastLine}` : '.'}`,
        `Its log is ${logFile}.`,
      );
    }
    if (await isReady()) {
      return;
    }
    if (Date.now() - started > 180_000) {
      throw new UserError(
        `${what} was not ready after three minutes.`,
        `Its log is ${logFile}.`,
      );
    }
    report?.('waiting for its answer');
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

/** Without any, Backstage's own default: `app-config.yaml`, and `app-config.local.yaml` where there is one. */
function configArguments(config) {
  return config.length === 0
    ? []
    : [inRoot('app-config.yaml'), ...config].flatMap(f => ['--config', f]);
}

const answers = async (url, accept = response => response.ok) => {
  try {
    return accept(await fetch(url));
  } catch {
    return false;
  }
};

/**
 * Starts the sandbox; resolves when its three ports answer.
 *
 * @param {StartOptions} options
 */
export async function startSandbox({
  toolchain,
  ports,
  state = stateFolder,
  report,
}) {
  await mkdir(state, { recursive: true });
  const logFile = path.join(state, 'sandbox.log');
  const child = start(
    toolchain.node,
    [
      ...transform,
      inRoot('packages/sandbox/src/main.ts'),
      '--newrelic-port',
      String(ports.newRelic),
      '--aws-port',
      String(ports.aws),
      '--git-port',
      String(ports.git),
      '--state',
      path.join(state, 'sandbox'),
    ],
    { env: toolchain.env },
  );
  logTo(child, logFile);
  await waitFor(
    child,
    'The sandbox',
    logFile,
    async () => {
      const up = await Promise.all(
        [ports.newRelic, ports.aws, ports.git].map(port =>
          answers(`http://127.0.0.1:${port}/`, () => true),
        ),
      );
      return up.every(Boolean);
    },
    report,
  );
  return child;
}

/**
 * Starts the back end, which serves the front end too; resolves when the portal answers.
 *
 * @param {StartOptions} options
 */
export async function startBackend({
  toolchain,
  ports,
  state = stateFolder,
  config = [],
  report,
}) {
  await mkdir(path.join(state, 'db'), { recursive: true });
  const logFile = path.join(state, 'backend.log');
  const child = start(
    toolchain.node,
    [
      ...transform,
      inRoot('packages/backend/src/index.ts'),
      ...configArguments(config),
    ],
    {
      cwd: inRoot('packages/backend'),
      env: backendEnvironment(toolchain, ports, state),
    },
  );
  logTo(child, logFile);
  const base = `http://localhost:${ports.portal}`;
  await waitFor(
    child,
    'The back end',
    logFile,
    async () =>
      (await answers(`${base}/.backstage/health/v1/readiness`)) &&
      (await answers(`${base}/`)),
    report,
  );
  return child;
}
