import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

const root = resolvePackagePath('@rocket/sandbox', '../..');
const children: ChildProcess[] = [];
let state: string;

beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'rocket-main-'));
  const broken = join(state, 'other/git/cordillera/limits.git');
  await mkdir(broken, { recursive: true });
  await writeFile(join(broken, 'rocket.json'), '{}');
});
afterAll(async () => {
  for (const child of children) {
    child.kill('SIGKILL');
  }
  await rm(state, { recursive: true, force: true });
});

/** The command as `npm start` runs it. */
function startMain(flags: string[], environment: NodeJS.ProcessEnv = {}) {
  const child = spawn(
    process.execPath,
    [
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      'packages/sandbox/src/main.ts',
      ...['--newrelic-port', '0', '--aws-port', '0', '--git-port', '0'],
      ...['--state', state],
      ...flags,
    ],
    { cwd: root, env: { ...process.env, ...environment } },
  );
  children.push(child);
  const output: string[] = [];
  const errors: string[] = [];
  child.stdout.on('data', chunk => output.push(String(chunk)));
  child.stderr.on('data', chunk => errors.push(String(chunk)));
  return {
    child,
    lines: () => output.join('').split('\n').filter(Boolean),
    errors: () => errors.join('').split('\n').filter(Boolean),
    exitCode: once(child, 'close').then(([code]) => code),
  };
}

describe('the command', () => {
  it('names its endpoints when all of them answer, and ends when it is told to', async () => {
    const main = startMain([]);
    await vi.waitFor(() => expect(main.lines()).toHaveLength(3), {
      timeout: 40_000,
    });
    for (const line of main.lines()) {
      const url = line.split(' ').at(-1) ?? '';
      expect((await fetch(url)).status, line).toBeLessThan(500);
    }
    main.child.kill('SIGTERM');
    expect(await main.exitCode).toBe(0);
    expect(main.errors()).toEqual([]);
  });

  it.each([
    {
      what: 'a taken port',
      flags: (taken: number) => ['--aws-port', String(taken)],
      sentence: /^Port \d+ is in use by another program: /,
    },
    {
      what: 'a port that is none',
      flags: () => ['--git-port', 'git'],
      sentence: /^--git-port must be a port, not 'git'$/,
    },
    {
      what: 'a flag that it does not know',
      flags: () => ['--verbose'],
      sentence: /^Unknown option '--verbose'/,
    },
    {
      what: 'a state of another version',
      flags: () => ['--state', join(state, 'other')],
      sentence: /cannot read the repository .* \(npm run reset\)/,
    },
    {
      what: 'a machine without git',
      flags: () => [],
      environment: { PATH: '/nowhere' },
      sentence: /needs the command git, which was not found/,
    },
  ])('ends with one sentence for $what', async options => {
    const other = await occupyPort();
    const main = startMain(options.flags(other.port), options.environment);
    expect(await main.exitCode).toBe(1);
    expect(main.lines()).toEqual([]);
    expect(main.errors()).toEqual([expect.stringMatching(options.sentence)]);
    await other.release();
  });
});

async function occupyPort() {
  const server: Server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    release: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
