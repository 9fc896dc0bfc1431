import { once } from 'node:events';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { GitMissingError, UnreadableStateError } from './git';
import { startSandbox } from './startSandbox';

/** The command was called in a way that it does not understand. */
class UsageError extends Error {
  readonly name = 'UsageError';
}

/**
 * The sandbox as a command. It prints a line for every stand-in when all are ready,
 * and ends on SIGINT and SIGTERM.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      'newrelic-port': { type: 'string', default: '7101' },
      'aws-port': { type: 'string', default: '7102' },
      'git-port': { type: 'string', default: '7103' },
      state: { type: 'string', default: '.rocket/sandbox' },
      seed: { type: 'string' },
      services: { type: 'string' },
    },
  });
  const ended = Promise.race([
    once(process, 'SIGINT'),
    once(process, 'SIGTERM'),
  ]);
  const sandbox = await startSandbox({
    ports: {
      newRelic: readPort('newrelic-port', values['newrelic-port']),
      aws: readPort('aws-port', values['aws-port']),
      git: readPort('git-port', values['git-port']),
    },
    seed: values.seed,
    services: readServices(values.services),
    stateDirectory: resolve(values.state),
  });
  say(`New Relic (NerdGraph, Event API)  ${sandbox.newRelicUrl}`);
  say(`AWS (Service Catalog, STS)        ${sandbox.awsUrl}`);
  say(`Git host                          ${sandbox.gitUrl}`);

  await ended;
  await sandbox.stop();
}

function readPort(flag: string, text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new UsageError(`--${flag} must be a port, not '${text}'`);
  }
  return port;
}

/** The most that the stand-in promises to answer for in time. */
const MOST_SERVICES = 20_000;

function readServices(text: string | undefined): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const services = Number(text);
  if (!/^\d+$/.test(text) || services < 1 || services > MOST_SERVICES) {
    throw new UsageError(
      `--services must be a number from 1 to ${MOST_SERVICES}, not '${text}'`,
    );
  }
  return services;
}

/** One sentence for what a person can mend; a fault of ours keeps its stack. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE' && 'port' in error) {
    return `Port ${error.port} is in use by another program: end it, or name another port (--newrelic-port, --aws-port, --git-port)`;
  }
  const isForThePerson =
    error instanceof UsageError ||
    error instanceof GitMissingError ||
    error instanceof UnreadableStateError ||
    code.startsWith('ERR_PARSE_ARGS') ||
    ['EACCES', 'ENOSPC', 'EROFS', 'ENOTDIR'].includes(code);
  return isForThePerson ? error.message : (error.stack ?? error.message);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch(error => {
  process.stderr.write(`${describe(error)}\n`);
  process.exitCode = 1;
});
