import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { Company, examplesDirectory, Person } from '../company';
import { Files, renderRepository } from './content/repositoryFiles';
import { RepositoryStore } from './repositoryStore';

/** The repository of what belongs to no single service. */
const catalogRepository = 'catalog';

/** When the company's repositories began; their hashes do not depend on today. */
const firstCommit = Date.UTC(2026, 0, 12, 14, 0) / 1000;

/** As many gits as there is something to gain. */
const concurrency = 4;

interface Wanted {
  name: string;
  description: string;
  author: Person;
  files: Files;
}

/**
 * Makes the repositories of the company that are not there yet, and commits on top of
 * the others where the sandbox's own files have changed since. What people pushed in
 * the meantime stays, except in a file that is the sandbox's own.
 */
export async function seedRepositories(options: {
  company: Company;
  store: RepositoryStore;
  /** Epoch milliseconds, the time of what is committed on top. */
  now: number;
}): Promise<void> {
  const { company, store, now } = options;
  const limit = pLimit(concurrency);
  const wanted = await wantedRepositories(company);
  await Promise.all(
    wanted.map(repository =>
      limit(() => seedRepository(store, repository, now)),
    ),
  );
}

async function seedRepository(
  store: RepositoryStore,
  wanted: Wanted,
  now: number,
): Promise<void> {
  const { name, description, author, files } = wanted;
  const generated = { digest: digestOf(files), paths: Object.keys(files) };
  const existing = store.find(name);
  if (!existing) {
    await store.create({
      name,
      description,
      private: false,
      createdAt: new Date(firstCommit * 1000).toISOString(),
      generated,
      fastImport: fastImportOf({
        author,
        files,
        message: 'Begin',
        seconds: firstCommit,
      }),
    });
  } else if (existing.metadata.generated?.digest !== generated.digest) {
    const before = existing.metadata.generated?.paths ?? [];
    await store.append({
      repository: existing,
      generated,
      fastImport: fastImportOf({
        author,
        files,
        message: 'Follow the sample company',
        seconds: Math.floor(now / 1000),
        onTop: { remove: before.filter(path => !(path in files)) },
      }),
    });
  }
}

async function wantedRepositories(company: Company): Promise<Wanted[]> {
  const authorOf = (team: string): Person =>
    company.people.find(
      ({ name, teams }) => name !== 'guest' && teams.includes(team),
    ) ?? {
      name: team,
      displayName: team,
      email: `${team}@cordillera.example`,
      teams: [team],
    };
  const services = company.services
    .filter(({ declaration }) => declaration)
    .map(service => ({
      name: service.name,
      description: service.description,
      author: authorOf(service.team),
      files: renderRepository(company, service),
    }));
  return [
    {
      name: catalogRepository,
      description: 'People, business models and critical paths.',
      author: authorOf('platform'),
      files: await readExamples(),
    },
    ...services,
  ];
}

async function readExamples(): Promise<Files> {
  const names = (await readdir(examplesDirectory)).filter(name =>
    /\.(yaml|md)$/.test(name),
  );
  const texts = await Promise.all(
    names.map(name => readFile(join(examplesDirectory, name), 'utf8')),
  );
  return Object.fromEntries(names.map((name, index) => [name, texts[index]]));
}

function digestOf(files: Files): string {
  const entries = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex');
}

/** One commit on `main` with these files, as `git fast-import` reads it. */
function fastImportOf(options: {
  author: Person;
  files: Files;
  message: string;
  /** Epoch seconds. */
  seconds: number;
  /** Absent for the first commit. */
  onTop?: { remove: string[] };
}): string {
  const { author, files, message, seconds, onTop } = options;
  const signature = `${author.displayName} <${author.email}> ${seconds} -0300`;
  return [
    'feature done',
    'commit refs/heads/main',
    `author ${signature}`,
    `committer ${signature}`,
    dataOf(`${message}\n`),
    ...(onTop ? ['from refs/heads/main^0'] : []),
    ...(onTop?.remove ?? []).map(path => `D ${path}`),
    ...Object.entries(files).flatMap(([path, text]) => [
      `M 100644 inline ${path}`,
      dataOf(text),
    ]),
    'done',
    '',
  ].join('\n');
}

function dataOf(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}
