import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { root } from './paths.mjs';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
const isWindows = process.platform === 'win32';

function signalGroup(child, signal) {
  try {
    if (isWindows) {
      child.kill(signal);
    } else {
      process.kill(-child.pid, signal);
    }
  } catch (error) {
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
}

/**
 * Starts a process that is ended with this one. It leads a process group of
 * its own, so that what it starts ends with it too.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function start(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
    detached: !isWindows,
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/** Ends a process and all that it started; after `graceMillis` by force. */
export async function stop(child, graceMillis = 10_000) {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const ended = once(child, 'exit');
  signalGroup(child, 'SIGTERM');
  const force = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMillis);
  await ended;
  clearTimeout(force);
}

/** Ends every process that was started here. */
export async function stopAll() {
  await Promise.all([...running].reverse().map(child => stop(child)));
}

let stopping = false;

async function stopAndExit(code) {
  if (stopping) {
    return;
  }
  stopping = true;
  process.stdout.write('\nStopping …\n');
  await stopAll();
  process.exit(code);
}

/** Ends every process on Ctrl-C and on a termination signal, then exits. */
export function stopOnSignals() {
  process.on('SIGINT', () => stopAndExit(130));
  process.on('SIGTERM', () => stopAndExit(143));
  process.on('SIGHUP', () => stopAndExit(129));
  process.on('exit', () => {
    for (const child of running) {
      signalGroup(child, 'SIGKILL');
    }
  });
}

/**
 * Runs a command to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & {onLine?: (line: string) => void}} [options]
 * @returns {Promise<{code: number, output: string}>} the exit code, and what
 *   it printed on both streams
 */
export async function run(command, args, { onLine, ...options } = {}) {
  const child = start(command, args, options);
  let output = '';
  const collect = chunk => {
    const text = chunk.toString();
    output += text;
    if (onLine) {
      for (const line of text.split('\n')) {
        if (line.trim()) {
          onLine(line.trim());
        }
      }
    }
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve(signal ? 1 : exitCode));
  });
  return { code, output };
}
