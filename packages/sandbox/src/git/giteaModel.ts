import { gitUser } from './authentication';
import { Commit, Repository, TreeEntry } from './repository';

/** Files larger than this are named but not contained in an answer (Gitea's default). */
const maximalContentBytes = 10 * 1024 * 1024;

/** JSON as Gitea's API writes it: its field names, `null` for what is not there. */
export type Json =
  string | number | boolean | null | Json[] | { [key: string]: Json };

export function organizationJson(name: string, rootUrl: string): Json {
  return {
    id: 1,
    name,
    full_name: 'Cordillera',
    email: '',
    avatar_url: `${rootUrl}/avatars/${name}`,
    description: '',
    website: '',
    location: '',
    visibility: 'public',
    repo_admin_change_team_access: true,
    username: name,
  };
}

export function userJson(rootUrl: string): Json {
  return {
    id: 2,
    login: gitUser.login,
    login_name: '',
    full_name: gitUser.fullName,
    email: gitUser.email,
    avatar_url: `${rootUrl}/avatars/${gitUser.login}`,
    html_url: `${rootUrl}/${gitUser.login}`,
    is_admin: true,
    active: true,
    username: gitUser.login,
  };
}

export async function repositoryJson(options: {
  repository: Repository;
  rootUrl: string;
  signedIn: boolean;
}): Promise<Json> {
  const { repository, rootUrl, signedIn } = options;
  const { metadata, owner, fullName } = repository;
  const htmlUrl = `${rootUrl}/${fullName}`;
  return {
    id: metadata.id,
    owner: {
      id: 1,
      login: owner,
      full_name: 'Cordillera',
      email: '',
      avatar_url: `${rootUrl}/avatars/${owner}`,
      html_url: `${rootUrl}/${owner}`,
      username: owner,
    },
    name: metadata.name,
    full_name: fullName,
    description: metadata.description,
    empty: await repository.isEmpty(),
    private: metadata.private,
    fork: false,
    template: false,
    mirror: false,
    archived: false,
    url: `${rootUrl}/api/v1/repos/${fullName}`,
    html_url: htmlUrl,
    clone_url: `${htmlUrl}.git`,
    ssh_url: '',
    default_branch: metadata.defaultBranch,
    created_at: metadata.createdAt,
    permissions: { admin: signedIn, push: signedIn, pull: true },
    internal: false,
  };
}

/** An entry of `…/contents/…`; the bytes of a file are there when it was asked for alone. */
export async function contentsJson(options: {
  repository: Repository;
  rootUrl: string;
  ref: string;
  path: string;
  entry: TreeEntry;
  lastCommit: Commit | undefined;
  withContent: boolean;
}): Promise<Json> {
  const { repository, rootUrl, ref, path, entry, lastCommit } = options;
  const api = `${rootUrl}/api/v1/repos/${repository.fullName}`;
  const html = `${rootUrl}/${repository.fullName}`;
  const place = `${isHash(ref) ? 'commit' : 'branch'}/${ref}/${path}`;
  const isFile = entry.type === 'blob';
  const isLink = entry.mode === '120000';
  const content =
    options.withContent && isFile && entry.size <= maximalContentBytes
      ? await repository.blob(entry.sha)
      : undefined;
  const url = `${api}/contents/${path}?ref=${ref}`;
  const htmlUrl = `${html}/src/${place}`;
  const gitUrl = `${api}/git/${isFile ? 'blobs' : 'trees'}/${entry.sha}`;
  return {
    name: entry.name,
    path,
    sha: entry.sha,
    last_commit_sha: lastCommit?.sha ?? null,
    last_committer_date: lastCommit?.committer.date ?? null,
    last_author_date: lastCommit?.author.date ?? null,
    type: contentType(entry),
    size: entry.size,
    encoding: content ? 'base64' : null,
    content: content?.toString('base64') ?? null,
    target: isLink && content ? content.toString() : null,
    url,
    html_url: htmlUrl,
    git_url: gitUrl,
    download_url: isFile ? `${html}/raw/${place}` : null,
    submodule_git_url: null,
    _links: { self: url, git: gitUrl, html: htmlUrl },
  };
}

export function commitJson(options: {
  commit: Commit;
  repository: Repository;
  rootUrl: string;
}): Json {
  const { commit, repository, rootUrl } = options;
  const api = `${rootUrl}/api/v1/repos/${repository.fullName}/git`;
  const html = `${rootUrl}/${repository.fullName}`;
  return {
    url: `${api}/commits/${commit.sha}`,
    sha: commit.sha,
    created: commit.committer.date,
    html_url: `${html}/commit/${commit.sha}`,
    commit: {
      url: `${api}/commits/${commit.sha}`,
      author: { ...commit.author },
      committer: { ...commit.committer },
      message: commit.message,
      tree: {
        url: `${api}/trees/${commit.tree}`,
        sha: commit.tree,
        created: commit.committer.date,
      },
      verification: null,
    },
    author: null,
    committer: null,
    parents: commit.parents.map(sha => ({
      url: `${api}/commits/${sha}`,
      sha,
      created: '0001-01-01T00:00:00Z',
    })),
    files: null,
    stats: null,
  };
}

export function isHash(ref: string): boolean {
  return /^[0-9a-f]{40}$/.test(ref);
}

function contentType(entry: TreeEntry): string {
  switch (entry.type) {
    case 'tree':
      return 'dir';
    case 'commit':
      return 'submodule';
    default:
      return entry.mode === '120000' ? 'symlink' : 'file';
  }
}
