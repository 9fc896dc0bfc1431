import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GitError, runGit, spawnGit } from './runGit';

/** What the host knows of a repository beside its objects. */
export interface RepositoryMetadata {
  id: number;
  name: string;
  description: string;
  private: boolean;
  defaultBranch: string;
  /** ISO 8601. */
  createdAt: string;
  /** What the sandbox itself put there, if it did. */
  generated?: Generated;
}

/** Files of the sandbox's own making. */
export interface Generated {
  /** Of their paths and contents. */
  digest: string;
  paths: string[];
}

export interface Commit {
  sha: string;
  tree: string;
  parents: string[];
  author: Signature;
  committer: Signature;
  message: string;
}

export interface Signature {
  name: string;
  email: string;
  /** ISO 8601 with the author's offset. */
  date: string;
}

export interface TreeEntry {
  mode: string;
  type: 'blob' | 'tree' | 'commit';
  sha: string;
  /** Bytes; 0 for what is not a file. */
  size: number;
  name: string;
}

/** A bare repository on disk, read with git's plumbing. */
export class Repository {
  constructor(
    readonly owner: string,
    readonly directory: string,
    readonly metadata: RepositoryMetadata,
  ) {}

  get fullName(): string {
    return `${this.owner}/${this.metadata.name}`;
  }

  /** Whether it has no branch. Asked for every line of a listing: no git is started. */
  async isEmpty(): Promise<boolean> {
    const loose = await readdir(join(this.directory, 'refs', 'heads'));
    if (loose.length > 0) {
      return false;
    }
    const packed = join(this.directory, 'packed-refs');
    return !(
      existsSync(packed) &&
      (await readFile(packed, 'utf8')).includes(' refs/heads/')
    );
  }

  /** The commit that a branch, a tag or a hash names. */
  async commit(ref: string): Promise<Commit | undefined> {
    return this.latestCommit(ref);
  }

  /** The last commit up to a ref, and that touched a path where one is given. */
  async latestCommit(ref: string, path?: string): Promise<Commit | undefined> {
    if (!isSafeRef(ref)) {
      return undefined;
    }
    const format =
      '%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B';
    const output = await this.gitOrNothing(
      'log',
      '-1',
      `--format=${format}`,
      '--end-of-options',
      ref,
      '--',
      ...(path ? [`:(literal)${path}`] : []),
    );
    if (!output?.length) {
      return undefined;
    }
    const [sha, tree, parents, an, ae, ad, cn, ce, cd, message] = output
      .toString()
      .split('\0');
    return {
      sha,
      tree,
      parents: parents.split(' ').filter(Boolean),
      author: { name: an, email: ae, date: ad },
      committer: { name: cn, email: ce, date: cd },
      message: message.replace(/\n+$/, '\n'),
    };
  }

  /** What a path is; the root of the repository is the empty path. */
  async entry(ref: string, path: string): Promise<TreeEntry | undefined> {
    if (path === '') {
      const commit = await this.commit(ref);
      return (
        commit && {
          mode: '040000',
          type: 'tree',
          sha: commit.tree,
          size: 0,
          name: '',
        }
      );
    }
    return (await this.listTree(ref, ['--', `:(literal)${path}`]))?.[0];
  }

  /** The entries of a folder, folders first. */
  async folder(ref: string, path: string): Promise<TreeEntry[] | undefined> {
    const entries = await this.listTree(`${ref}:${path}`, []);
    return entries?.sort(
      (a, b) => Number(b.type === 'tree') - Number(a.type === 'tree'),
    );
  }

  async blob(sha: string): Promise<Buffer> {
    return this.git('cat-file', 'blob', sha);
  }

  /** A tar.gz of a commit, under a folder with the repository's name. */
  archive(commit: string) {
    const prefix = `${this.metadata.name.toLowerCase()}/`;
    return spawnGit({
      args: ['archive', '--format=tar.gz', `--prefix=${prefix}`, commit],
      directory: this.directory,
    });
  }

  private async listTree(
    treeish: string,
    pathspec: string[],
  ): Promise<TreeEntry[] | undefined> {
    if (!isSafeRef(treeish.split(':')[0])) {
      return undefined;
    }
    const output = await this.gitOrNothing(
      'ls-tree',
      '-z',
      '--long',
      treeish,
      ...pathspec,
    );
    return output
      ?.toString()
      .split('\0')
      .filter(Boolean)
      .map(line => {
        const [meta, fullPath] = line.split('\t');
        const [mode, type, sha, size] = meta.split(/ +/);
        return {
          mode,
          type: type === 'tree' || type === 'commit' ? type : 'blob',
          sha,
          size: Number(size) || 0,
          name: fullPath.split('/').at(-1) ?? fullPath,
        };
      });
  }

  private git(...args: string[]): Promise<Buffer> {
    return runGit({ args, directory: this.directory });
  }

  private async gitOrNothing(...args: string[]): Promise<Buffer | undefined> {
    try {
      return await this.git(...args);
    } catch (error) {
      if (error instanceof GitError) {
        return undefined;
      }
      throw error;
    }
  }
}

/** Whether git can only take a text as a ref: no option, range or expression. */
export function isSafeRef(ref: string): boolean {
  return (
    !/[\s\p{Cc}~^:?*[\\]|^-|\.\.|@\{|\/\/|\.lock$|[./]$/u.test(ref) &&
    ref !== ''
  );
}
