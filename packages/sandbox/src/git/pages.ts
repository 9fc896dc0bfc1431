import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { authenticate } from './authentication';
import { escapeHtml, renderPage } from './html';
import { Repository, TreeEntry } from './repository';
import { RepositoryStore } from './repositoryStore';

/** Pages for people: the organisation, a repository, a folder, a file. */
export function createPagesRouter(store: RepositoryStore): Router {
  const router = PromiseRouter();

  router.get('/', (_request, response) => {
    response.redirect(`/${store.organization}`);
  });

  router.get('/:owner', (request, response) => {
    if (request.params.owner.toLowerCase() !== store.organization) {
      notFound(response);
      return;
    }
    const rows = store
      .list()
      .filter(repository => isVisible(repository, request))
      .map(
        ({ fullName, metadata }) =>
          `<li><a href="/${fullName}">${escapeHtml(metadata.name)}</a> <span>${escapeHtml(metadata.description)}</span></li>`,
      );
    response.send(
      renderPage({
        title: store.organization,
        body: `<h1>${store.organization}</h1><ul>${rows.join('')}</ul>`,
      }),
    );
  });

  router.get('/:owner/:repo', async (request, response) => {
    const repository = findRepository(store, request);
    if (!repository) {
      notFound(response);
      return;
    }
    const { defaultBranch: ref } = repository.metadata;
    await showPath({ repository, response, kind: 'branch', ref, path: '' });
  });

  router.get(
    '/:owner/:repo/src/:kind/:ref/:path(*)?',
    async (request, response) => {
      const repository = findRepository(store, request);
      const { kind, ref } = request.params;
      const path = trimSlashes(request.params.path ?? '');
      if (!repository || !isRefKind(kind)) {
        notFound(response);
        return;
      }
      await showPath({ repository, response, kind, ref, path });
    },
  );

  router.get(
    '/:owner/:repo/raw/:kind/:ref/:path(*)',
    async (request, response) => {
      const repository = findRepository(store, request);
      const { kind, ref, path } = request.params;
      const entry = isRefKind(kind)
        ? await repository?.entry(ref, path)
        : undefined;
      if (!repository || entry?.type !== 'blob') {
        notFound(response);
        return;
      }
      // Plain text whatever it is, so that nobody's HTML runs on this host.
      response
        .type('text/plain')
        .setHeader('X-Content-Type-Options', 'nosniff');
      response.send(await repository.blob(entry.sha));
    },
  );

  return router;
}

interface Place {
  repository: Repository;
  response: Response;
  kind: 'branch' | 'commit' | 'tag';
  ref: string;
  path: string;
}

async function showPath(place: Place): Promise<void> {
  const { repository, response, ref, path } = place;
  if (await repository.isEmpty()) {
    // As on Gitea: an empty repository has a page that says how to fill it.
    response.send(renderRepositoryPage(place, emptyText(repository)));
    return;
  }
  const entry = await repository.entry(ref, path);
  if (!entry) {
    notFound(response);
  } else if (entry.type === 'tree') {
    const children = (await repository.folder(ref, path)) ?? [];
    const readme = children.find(({ name }) => name === 'README.md');
    const text = readme
      ? renderText((await repository.blob(readme.sha)).toString())
      : '';
    response.send(
      renderRepositoryPage(place, `${renderFolder(place, children)}${text}`),
    );
  } else {
    const text = (await repository.blob(entry.sha)).toString();
    response.send(renderRepositoryPage(place, renderText(text)));
  }
}

function renderRepositoryPage(place: Place, content: string): string {
  const { repository, kind, ref, path } = place;
  const home = `/${repository.fullName}/src/${kind}/${encodeURIComponent(ref)}`;
  const segments = path.split('/').filter(Boolean);
  const crumbs = segments.map((segment, index) => {
    const target = segments.slice(0, index + 1).map(encodeURIComponent);
    return `<a href="${home}/${target.join('/')}">${escapeHtml(segment)}</a>`;
  });
  const { name, description } = repository.metadata;
  return renderPage({
    title: [repository.fullName, path].filter(Boolean).join(' · '),
    body: [
      `<h1><a href="/${repository.owner}">${repository.owner}</a> / <a href="/${repository.fullName}">${escapeHtml(name)}</a></h1>`,
      `<p>${escapeHtml(description)}</p>`,
      `<nav aria-label="Path"><a href="${home}">${escapeHtml(ref)}</a>${crumbs.map(crumb => ` / ${crumb}`).join('')}</nav>`,
      content,
    ].join(''),
  });
}

function renderFolder(place: Place, children: TreeEntry[]): string {
  const { repository, kind, ref, path } = place;
  const items = children.map(({ name, type }) => {
    const target = [...path.split('/').filter(Boolean), name]
      .map(encodeURIComponent)
      .join('/');
    const href = `/${repository.fullName}/src/${kind}/${encodeURIComponent(ref)}/${target}`;
    const label = `${escapeHtml(name)}${type === 'tree' ? '/' : ''}`;
    return `<li><a href="${href}">${label}</a></li>`;
  });
  return `<ul>${items.join('')}</ul>`;
}

function renderText(text: string): string {
  return `<pre tabindex="0">${escapeHtml(text)}</pre>`;
}

function emptyText(repository: Repository): string {
  return `<p>This repository is empty. Push to <code>/${repository.fullName}.git</code>.</p>`;
}

function findRepository(
  store: RepositoryStore,
  request: Request,
): Repository | undefined {
  const { owner, repo } = request.params;
  if (owner.toLowerCase() !== store.organization) {
    return undefined;
  }
  const repository = store.find(repo.replace(/\.git$/, ''));
  return repository && isVisible(repository, request) ? repository : undefined;
}

function isVisible(repository: Repository, request: Request): boolean {
  return !repository.metadata.private || authenticate(request) === 'signed-in';
}

function trimSlashes(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}

function isRefKind(kind: string): kind is Place['kind'] {
  return kind === 'branch' || kind === 'commit' || kind === 'tag';
}

function notFound(response: Response): void {
  response
    .status(404)
    .send(renderPage({ title: 'Not found', body: '<h1>Not found</h1>' }));
}
