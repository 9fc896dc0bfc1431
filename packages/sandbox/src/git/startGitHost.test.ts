import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createCompany } from '../company';
import { RunningServer } from '../listen';
import { gitUser, startGitHost } from '.';

const run = promisify(execFile);
const company = createCompany();
const declared = company.services.filter(({ declaration }) => declaration);

let directory: string;
let host: RunningServer;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rocket-git-'));
  host = await startGitHost({ stateDirectory: directory, company });
});
afterAll(async () => {
  await host.stop();
  await rm(directory, { recursive: true, force: true });
});

const basic = (username: string, password: string) => ({
  Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
});
const account = basic(gitUser.login, gitUser.password);

const api = (path: string, init?: RequestInit) =>
  fetch(`${host.url}/api/v1${path}`, init);
const createRepository = (body: unknown, headers: HeadersInit = account) =>
  api('/orgs/cordillera/repos', {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** A real git as a person has it, without that person's settings. */
const git = (cwd: string, ...args: string[]) =>
  run('git', args, {
    cwd,
    env: {
      PATH: process.env.PATH,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_TERMINAL_PROMPT: '0',
    },
  });
const remote = (name: string, password?: string) => {
  const url = new URL(`${host.url}/cordillera/${name}.git`);
  if (password) {
    url.username = gitUser.login;
    url.password = password;
  }
  return url.href;
};
const commitAll = async (cwd: string, message: string) => {
  await git(cwd, 'add', '.');
  const author = ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.com'];
  await git(cwd, ...author, 'commit', '--quiet', '-m', message);
  const { stdout } = await git(cwd, 'rev-parse', 'HEAD');
  return stdout.trim();
};

describe('the git host', () => {
  it('serves the repositories of the company to a real git', async () => {
    const clone = join(directory, 'clone');
    await git(directory, 'clone', '--quiet', remote('ledger-writer'), clone);
    expect(await readFile(join(clone, 'catalog-info.yaml'), 'utf8')).toContain(
      company.services.find(({ name }) => name === 'ledger-writer')?.newRelic
        .entityGuid,
    );
    await git(clone, 'fsck', '--strict');
  });

  it('keeps what is pushed, over a restart, with the company’s changes on top', async () => {
    expect((await createRepository({ name: 'Kept-Service' })).status).toBe(201);
    const work = join(directory, 'work');
    await git(directory, 'init', '--quiet', '-b', 'main', work);
    await writeFile(join(work, 'catalog-info.yaml'), 'kind: Component\n');
    const sha = await commitAll(work, 'Begin');
    const target = remote('Kept-Service', gitUser.password);
    await git(work, 'push', '--quiet', target, 'main');

    const catalog = join(directory, 'catalog');
    await git(directory, 'clone', '--quiet', remote('limits'), catalog);
    await writeFile(join(catalog, 'NOTES.md'), 'by a person\n');
    await commitAll(catalog, 'Take notes');
    await git(catalog, 'push', '--quiet', remote('limits', gitUser.password));

    await host.stop();
    const moved = createCompany({ seed: 'another' });
    for (const { name, declaration } of moved.services) {
      if (name === 'limits' && declaration) {
        declaration.docs = false;
      }
    }
    host = await startGitHost({ stateDirectory: directory, company: moved });

    // Another port now, and no case in names: Gitea folds it too.
    const commit = await api('/repos/cordillera/kept-service/git/commits/main');
    expect(await commit.json()).toMatchObject({
      sha,
      commit: { author: { name: 'Ana' }, message: 'Begin\n' },
    });
    await git(catalog, 'pull', '--quiet', remote('limits'), 'main');
    expect(await readFile(join(catalog, 'NOTES.md'), 'utf8')).toBe(
      'by a person\n',
    );
    expect(existsSync(join(catalog, 'docs'))).toBe(false);
    expect(existsSync(join(catalog, 'pom.xml'))).toBe(true);
    const guid = moved.services.find(({ name }) => name === 'limits')?.newRelic
      .entityGuid;
    expect(
      await readFile(join(catalog, 'catalog-info.yaml'), 'utf8'),
    ).toContain(guid);
  });

  it('refuses a push from strangers, with a wrong password, and to nowhere', async () => {
    const work = join(directory, 'refused');
    await git(directory, 'clone', '--quiet', remote('catalog'), work);
    await writeFile(join(work, 'x.md'), 'x\n');
    await commitAll(work, 'Try');
    const push = (url: string) => git(work, 'push', url, 'main');

    await expect(push(remote('catalog'))).rejects.toThrow(
      /could not read Username|Authentication failed/,
    );
    await expect(push(remote('catalog', 'wrong'))).rejects.toThrow(
      'Authentication failed',
    );
    await expect(push(remote('nobody', gitUser.password))).rejects.toThrow(
      '403',
    );
    await expect(
      git(directory, 'clone', remote('nobody'), 'nobody'),
    ).rejects.toThrow(/Authentication failed|could not read Username/);

    // Somebody pushed in between: the second one is not a fast-forward.
    const first = join(directory, 'first');
    await git(directory, 'clone', '--quiet', remote('catalog'), first);
    await writeFile(join(first, 'y.md'), 'y\n');
    await commitAll(first, 'First');
    await git(first, 'push', '--quiet', remote('catalog', gitUser.password));
    await expect(push(remote('catalog', gitUser.password))).rejects.toThrow(
      'rejected',
    );
  });

  it('survives a client that leaves in the middle of a push', async () => {
    const { port } = new URL(host.url);
    const socket = connect(Number(port), '127.0.0.1');
    const begun = [
      'POST /cordillera/catalog.git/git-receive-pack HTTP/1.1',
      `Host: localhost:${port}`,
      `Authorization: ${account.Authorization}`,
      'Content-Type: application/x-git-receive-pack-request',
      'Content-Length: 100000',
      '',
      '00ff',
    ];
    await new Promise(sent => socket.write(begun.join('\r\n'), sent));
    socket.destroy();
    await once(socket, 'close');
    const clone = join(directory, 'after');
    await git(directory, 'clone', '--quiet', remote('catalog'), clone);
    expect(await readFile(join(clone, 'org.yaml'), 'utf8')).toContain('Group');
  });

  it('answers under the names of the loopback alone', async () => {
    const { port } = new URL(host.url);
    const headers = { Host: 'evil.example' };
    const request = get({ host: '127.0.0.1', port, headers });
    const [response] = await once(request, 'response');
    response.resume();
    expect(response.statusCode).toBe(421);
  });

  it('hides a private repository from whoever has not signed in', async () => {
    const created = await createRepository({ name: 'secret', private: true });
    expect(await created.json()).toMatchObject({
      name: 'secret',
      empty: true,
      private: true,
      html_url: `${host.url}/cordillera/secret`,
    });
    expect((await api('/repos/cordillera/secret')).status).toBe(404);
    const own = await api('/repos/cordillera/secret', { headers: account });
    expect(own.status).toBe(200);
    expect((await fetch(`${host.url}/cordillera/secret`)).status).toBe(404);
    const refs = `${remote('secret')}/info/refs?service=git-upload-pack`;
    const asked = await fetch(refs);
    expect(asked.status).toBe(401);
    expect(asked.headers.get('WWW-Authenticate')).toBe('Basic realm="Gitea"');
  });

  it('lists all repositories of the organisation, page by page', async () => {
    const names: string[] = [];
    for (let page = 1; ; page++) {
      const response = await api(`/orgs/cordillera/repos?page=${page}`);
      const repositories: Array<{ name: string }> = await response.json();
      if (repositories.length === 0) {
        break;
      }
      expect(repositories.length).toBeLessThanOrEqual(30);
      expect(response.headers.has('Link')).toBe(true);
      expect(Number(response.headers.get('X-Total-Count'))).toBeGreaterThan(30);
      names.push(...repositories.map(({ name }) => name));
    }
    expect(names).toEqual(
      expect.arrayContaining(['catalog', ...declared.map(({ name }) => name)]),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('atm-switch');
  });

  it.each([
    ['a taken name', { name: 'LIMITS' }, 409, 'same name already exists'],
    ['no name', {}, 422, '[Name]: Required'],
    ['a name with a space', { name: 'a b' }, 422, '[Name]: AlphaDashDot'],
    ['a long name', { name: 'a'.repeat(101) }, 422, '[Name]: MaxSize'],
    ['a reserved ending', { name: 'x.git' }, 422, 'pattern is not allowed'],
    ['a reserved name', { name: '..' }, 422, 'name is reserved'],
    ['what is no JSON', '{', 422, ''],
  ])(
    'does not create a repository with %s',
    async (_what, body, status, message) => {
      const response = await createRepository(body);
      expect(response.status).toBe(status);
      expect((await response.json()).message).toContain(message);
    },
  );

  it('creates a repository for the account alone, in its organisation alone', async () => {
    expect((await createRepository({ name: 'no' }, {})).status).toBe(401);
    const wrong = await createRepository({ name: 'no' }, basic('rocket', 'x'));
    expect(wrong.status).toBe(401);
    const token = { Authorization: `token ${gitUser.password}` };
    expect((await createRepository({ name: 'by-token' }, token)).status).toBe(
      201,
    );
    expect((await api('/orgs/nobody')).status).toBe(404);
    // Two at once for one name: one of them gets it.
    const both = await Promise.all(
      [1, 2].map(() => createRepository({ name: 'raced' })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('answers for files, folders and what is neither', async () => {
    const contents = '/repos/cordillera/card-authorizer/contents';
    const file = await (await api(`${contents}/openapi.yaml?ref=main`)).json();
    expect(file).toMatchObject({ type: 'file', encoding: 'base64' });
    const text = Buffer.from(file.content, 'base64').toString();
    expect(text).toContain('/v1/authorizations:');
    const raw = await fetch(file.download_url);
    expect(await raw.text()).toBe(text);
    expect((await fetch(file.html_url)).status).toBe(200);

    const folder = await (await api(`${contents}/docs`)).json();
    expect(folder.map(({ name }: { name: string }) => name)).toEqual([
      'index.md',
      'runbook.md',
    ]);
    for (const path of [
      `${contents}/none.yaml`,
      `${contents}/docs?ref=none`,
      `${contents}/docs?ref=${encodeURIComponent('--output=x')}`,
      '/repos/cordillera/none/contents',
      '/repos/cordillera/limits/git/commits/none',
      '/repos/cordillera/limits/archive/none.tar.gz',
    ]) {
      expect((await api(path)).status, path).toBe(404);
    }
    const invalid = '/repos/cordillera/limits/git/commits/main..main';
    expect((await api(invalid)).status).toBe(422);
    expect(
      (await api('/repos/cordillera/limits/archive/main.rar')).status,
    ).toBe(400);
  });

  it('has pages for people, which escape what they show', async () => {
    const home = await (await fetch(host.url)).text();
    expect(home).toContain('href="/cordillera/pix-gateway"');
    const page = await fetch(
      `${host.url}/cordillera/checkout-web/src/branch/main/index.html`,
    );
    const html = await page.text();
    expect(html).toContain('&lt;div id=&quot;root&quot;&gt;');
    expect(html).not.toContain('<div id="root">');
    const missing = `${host.url}/cordillera/checkout-web/src/branch/none`;
    expect((await fetch(missing)).status).toBe(404);
  });
});
