import { pipeline } from 'node:stream/promises';
import express, { Request, RequestHandler, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import {
  fail,
  isSignedIn,
  rejectWrongPassword,
  requireAccount,
} from './answers';
import { createRepositorySchema, findNameProblem } from './createRepository';
import {
  commitJson,
  contentsJson,
  organizationJson,
  repositoryJson,
  userJson,
} from './giteaModel';
import { readPage, setLinks } from './paging';
import { isSafeRef, Repository } from './repository';
import { RepositoryExistsError, RepositoryStore } from './repositoryStore';
import { rootUrlOf } from './rootUrl';

/** The version of Gitea whose answers are given here. */
const giteaVersion = '1.25.2';

/**
 * The part of Gitea's REST API (v1) that Backstage uses: its catalog discovery, its
 * URL reader and its scaffolder action. Statuses and messages are Gitea's.
 */
export function createApiRouter(options: {
  store: RepositoryStore;
  clock: () => number;
}): Router {
  const { store, clock } = options;
  const router = PromiseRouter();
  router.use(rejectWrongPassword);

  const forOrganization: RequestHandler = (request, response, next) => {
    if (request.params.org.toLowerCase() === store.organization) {
      next();
    } else {
      fail(request, response, 404, 'not found');
    }
  };

  router.get('/version', (_request, response) => {
    response.json({ version: giteaVersion });
  });

  router.get('/user', requireAccount, (request, response) => {
    response.json(userJson(rootUrlOf(request)));
  });

  router.get('/orgs/:org', forOrganization, (request, response) => {
    response.json(organizationJson(store.organization, rootUrlOf(request)));
  });

  router.get('/orgs/:org/repos', forOrganization, async (request, response) => {
    const signedIn = isSignedIn(request);
    const visible = store
      .list()
      .filter(({ metadata }) => signedIn || !metadata.private);
    const { page, limit } = readPage(request);
    const rootUrl = rootUrlOf(request);
    response.setHeader('X-Total-Count', visible.length);
    setLinks(request, response, { page, limit, total: visible.length });
    response.json(
      await Promise.all(
        visible
          .slice((page - 1) * limit, page * limit)
          .map(repository => repositoryJson({ repository, rootUrl, signedIn })),
      ),
    );
  });

  router.post(
    '/orgs/:org/repos',
    requireAccount,
    forOrganization,
    express.json(),
    async (request, response) => {
      const parsed = createRepositorySchema.safeParse(request.body);
      if (!parsed.success) {
        fail(request, response, 422, parsed.error.issues[0].message);
        return;
      }
      const { name, description, private: isPrivate } = parsed.data;
      const problem = findNameProblem(name);
      if (problem) {
        fail(request, response, 422, problem);
        return;
      }
      try {
        const repository = await store.create({
          name,
          description,
          private: isPrivate,
          defaultBranch: parsed.data.default_branch,
          createdAt: new Date(clock()).toISOString(),
        });
        const rootUrl = rootUrlOf(request);
        response
          .status(201)
          .json(await repositoryJson({ repository, rootUrl, signedIn: true }));
      } catch (error) {
        if (!(error instanceof RepositoryExistsError)) {
          throw error;
        }
        const message = 'The repository with the same name already exists.';
        fail(request, response, 409, message);
      }
    },
  );

  const repositories = PromiseRouter({ mergeParams: true });
  router.use('/repos/:owner/:repo', repositories);

  repositories.get(
    '/',
    withRepository(store, async ({ request, response, repository }) => {
      response.json(
        await repositoryJson({
          repository,
          rootUrl: rootUrlOf(request),
          signedIn: isSignedIn(request),
        }),
      );
    }),
  );

  repositories.get(
    ['/contents', '/contents/*'],
    withRepository(store, async ({ request, response, repository, path }) => {
      const ref = readRef(request, repository);
      const [entry, lastCommit] = await Promise.all([
        repository.entry(ref, path),
        repository.latestCommit(ref, path),
      ]);
      if (!entry) {
        fail(request, response, 404, 'not found');
        return;
      }
      const shared = { repository, rootUrl: rootUrlOf(request), ref };
      if (entry.type === 'tree') {
        const children = (await repository.folder(ref, path)) ?? [];
        const answers = children.map(async child => {
          const childPath = path ? `${path}/${child.name}` : child.name;
          return contentsJson({
            ...shared,
            path: childPath,
            entry: child,
            lastCommit: await repository.latestCommit(ref, childPath),
            withContent: false,
          });
        });
        response.json(await Promise.all(answers));
        return;
      }
      response.json(
        await contentsJson({
          ...shared,
          path,
          entry,
          lastCommit,
          withContent: true,
        }),
      );
    }),
  );

  repositories.get(
    '/raw/*',
    withRepository(store, async ({ request, response, repository, path }) => {
      const entry = await repository.entry(readRef(request, repository), path);
      if (entry?.type !== 'blob') {
        fail(request, response, 404, 'not found');
        return;
      }
      response.type('application/octet-stream');
      response.send(await repository.blob(entry.sha));
    }),
  );

  repositories.get(
    '/git/commits/:ref',
    withRepository(store, async ({ request, response, repository }) => {
      const { ref } = request.params;
      if (!isSafeRef(ref)) {
        fail(request, response, 422, `no valid ref or sha: ${ref}`);
        return;
      }
      const commit = await repository.commit(ref);
      if (!commit) {
        fail(request, response, 404, ref);
        return;
      }
      const rootUrl = rootUrlOf(request);
      response.json(commitJson({ commit, repository, rootUrl }));
    }),
  );

  repositories.get(
    '/archive/*',
    withRepository(store, async ({ request, response, repository, path }) => {
      const ref = path.replace(/\.tar\.gz$/, '');
      if (ref === path) {
        fail(request, response, 400, `unknown format: ${path}`);
        return;
      }
      const commit = await repository.commit(ref);
      if (!commit) {
        const message = `unrecognized repository reference: ${ref}`;
        fail(request, response, 404, message);
        return;
      }
      response.attachment(`${repository.metadata.name}-${ref}.tar.gz`);
      const git = repository.archive(commit.sha);
      git.stdin.end();
      git.stderr.resume();
      await pipeline(git.stdout, response);
    }),
  );

  router.use((request, response) => fail(request, response, 404, 'not found'));
  return router;
}

interface RepositoryRequest {
  request: Request;
  response: Response;
  repository: Repository;
  /** The rest of the path, after the operation. */
  path: string;
}

/** Finds the repository; a private one is not there for whoever has not signed in. */
function withRepository(
  store: RepositoryStore,
  handler: (options: RepositoryRequest) => Promise<void>,
): RequestHandler {
  return async (request, response) => {
    const { owner, repo, 0: rest = '' } = request.params;
    const repository =
      owner.toLowerCase() === store.organization ? store.find(repo) : undefined;
    if (!repository || (repository.metadata.private && !isSignedIn(request))) {
      fail(request, response, 404, 'not found');
      return;
    }
    const path = rest.replace(/^\/+|\/+$/g, '');
    await handler({ request, response, repository, path });
  };
}

function readRef(request: Request, repository: Repository): string {
  const { ref } = request.query;
  return typeof ref === 'string' && ref
    ? ref
    : repository.metadata.defaultBranch;
}
