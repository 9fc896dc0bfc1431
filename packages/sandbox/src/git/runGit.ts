import { spawn } from 'node:child_process';

/**
 * The environment for git: nobody's configuration but the command's own, so that a
 * hook, an alias or a credential helper of the machine can neither help nor hurt.
 */
const gitEnvironment = {
  PATH: process.env.PATH,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

/** git ran and said no. */
export class GitError extends Error {
  readonly name = 'GitError';
}

/** There is no git to run. */
export class GitMissingError extends Error {
  readonly name = 'GitMissingError';

  constructor(options?: { cause: unknown }) {
    super(
      'The git host of the sandbox needs the command git, which was not found: install git and start again',
      options,
    );
  }
}

/** Starts git for a caller that streams to and from it. */
export function spawnGit(options: {
  args: string[];
  directory: string;
  environment?: Record<string, string>;
}) {
  return spawn('git', options.args, {
    cwd: options.directory,
    env: { ...gitEnvironment, ...options.environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/**
 * Runs git to its end and returns what it printed.
 *
 * @throws GitMissingError when there is no git
 * @throws GitError when it fails, with what it said
 */
export async function runGit(options: {
  args: string[];
  directory: string;
  input?: string | Buffer;
}): Promise<Buffer> {
  const child = spawnGit(options);
  const output: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on('data', chunk => output.push(chunk));
  child.stderr.on('data', chunk => complaints.push(chunk));
  // A git that ends without reading all its input is judged by its exit code.
  child.stdin.on('error', () => {});
  child.stdin.end(options.input);

  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', cause => {
      const missing = 'code' in cause && cause.code === 'ENOENT';
      reject(missing ? new GitMissingError({ cause }) : cause);
    });
    child.once('close', resolve);
  });
  if (code !== 0) {
    const said = Buffer.concat(complaints).toString().trim();
    throw new GitError(`git ${options.args[0]} failed: ${said || code}`);
  }
  return Buffer.concat(output);
}
