import {
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Generated, Repository, RepositoryMetadata } from './repository';
import { GitError, runGit } from './runGit';

const metadataFile = 'rocket.json';
const metadataSchema = z.object({
  id: z.number(),
  name: z.string(),
  description: z.string(),
  private: z.boolean(),
  defaultBranch: z.string(),
  createdAt: z.string(),
  generated: z
    .object({ digest: z.string(), paths: z.array(z.string()) })
    .optional(),
});

/** There is a repository of that name already, in whatever letter case. */
export class RepositoryExistsError extends Error {
  readonly name = 'RepositoryExistsError';
}

/** A folder of the state was not written by this version of the sandbox. */
export class UnreadableStateError extends Error {
  readonly name = 'UnreadableStateError';

  constructor(directory: string, options: { cause: unknown }) {
    super(
      `The sandbox cannot read the repository that it kept in ${directory}: clear its state (npm run reset) and start again`,
      options,
    );
  }
}

/**
 * The repositories of one organisation: bare repositories in a folder, each with its
 * metadata in a file beside its objects. Names differ in more than letter case, as on
 * Gitea.
 */
export class RepositoryStore {
  private readonly repositories = new Map<string, Repository>();

  /** Opens the store, with all the repositories that are in its folder. */
  static async open(options: {
    directory: string;
    organization: string;
  }): Promise<RepositoryStore> {
    const { directory, organization } = options;
    const folder = join(directory, organization);
    await mkdir(folder, { recursive: true });
    // A missing git is said here, at the start, not at somebody's first push.
    await runGit({ args: ['--version'], directory: folder });
    const store = new RepositoryStore(organization, folder);
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      if (name.endsWith('.git')) {
        store.remember(path, await readMetadata(path));
      } else {
        // Left behind by a process that was ended while it made a repository.
        await rm(path, { recursive: true, force: true });
      }
    }
    return store;
  }

  private constructor(
    readonly organization: string,
    private readonly folder: string,
  ) {}

  /** All repositories by name. */
  list(): Repository[] {
    return [...this.repositories.values()].sort((a, b) =>
      a.metadata.name.localeCompare(b.metadata.name),
    );
  }

  find(name: string): Repository | undefined {
    return this.repositories.get(name.toLowerCase());
  }

  /**
   * Makes a repository, empty or out of a stream for `git fast-import`.
   *
   * @throws RepositoryExistsError
   */
  async create(options: {
    name: string;
    description: string;
    private: boolean;
    createdAt: string;
    /** Default `main`. */
    defaultBranch?: string;
    generated?: Generated;
    fastImport?: string;
  }): Promise<Repository> {
    const { fastImport, ...rest } = options;
    const key = options.name.toLowerCase();
    if (this.repositories.has(key)) {
      throw new RepositoryExistsError(options.name);
    }
    const metadata = {
      id: Math.max(0, ...this.list().map(({ metadata: m }) => m.id)) + 1,
      ...rest,
      defaultBranch: options.defaultBranch ?? 'main',
    };
    const path = join(this.folder, `${key}.git`);
    // Taken from now on, so that a second request for the name fails meanwhile.
    const repository = this.remember(path, metadata);
    const draft = join(this.folder, `${key}.new`);
    try {
      await rm(draft, { recursive: true, force: true });
      await mkdir(draft);
      await runGit({
        args: [
          'init',
          '--quiet',
          '--bare',
          '--template=',
          `--initial-branch=${metadata.defaultBranch}`,
          '.',
        ],
        directory: draft,
      });
      if (fastImport !== undefined) {
        await importInto(draft, fastImport);
      }
      await writeMetadata(draft, metadata);
      // Only a complete repository gets its name.
      await rename(draft, path);
    } catch (error) {
      this.repositories.delete(key);
      throw error;
    }
    return repository;
  }

  /** Adds the commits of a stream for `git fast-import` to a repository. */
  async append(options: {
    repository: Repository;
    fastImport: string;
    generated: Generated;
  }): Promise<void> {
    const { repository, fastImport, generated } = options;
    await importInto(repository.directory, fastImport);
    const metadata = { ...repository.metadata, generated };
    this.remember(repository.directory, metadata);
    await writeMetadata(repository.directory, metadata);
  }

  private remember(
    directory: string,
    metadata: RepositoryMetadata,
  ): Repository {
    const repository = new Repository(this.organization, directory, metadata);
    this.repositories.set(metadata.name.toLowerCase(), repository);
    return repository;
  }
}

async function importInto(directory: string, input: string): Promise<void> {
  try {
    await runGit({
      args: ['fast-import', '--quiet', '--done'],
      directory,
      input,
    });
  } catch (error) {
    // fast-import writes its whole stream into a crash report beside the objects.
    if (error instanceof GitError) {
      throw new GitError(`${directory}: ${error.message}`);
    }
    throw error;
  }
}

async function readMetadata(directory: string): Promise<RepositoryMetadata> {
  try {
    const text = await readFile(join(directory, metadataFile), 'utf8');
    return metadataSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new UnreadableStateError(directory, { cause });
  }
}

async function writeMetadata(
  directory: string,
  metadata: RepositoryMetadata,
): Promise<void> {
  await writeFile(
    join(directory, metadataFile),
    `${JSON.stringify(metadata, undefined, 2)}\n`,
  );
}
