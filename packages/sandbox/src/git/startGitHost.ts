import { createServer } from 'node:http';
import { join } from 'node:path';
import express, { NextFunction, Request, Response } from 'express';
import { Company, createCompany } from '../company';
import { listen, RunningServer } from '../listen';
import { createApiRouter } from './api';
import { createPagesRouter } from './pages';
import { RepositoryStore } from './repositoryStore';
import { requireLoopbackHost } from './rootUrl';
import { seedRepositories } from './seedRepositories';
import { createSmartHttpRouter } from './smartHttp';

/**
 * A git host on the loopback with the company's repositories: clone and push over
 * HTTP, the part of Gitea's API that Backstage uses, and pages for people.
 *
 * The repositories live in `<stateDirectory>/git` and outlive the process. What the
 * company's own files have changed to since is committed on top when it starts.
 */
export async function startGitHost(options: {
  /** 0, the default, is any free port. */
  port?: number;
  company?: Company;
  stateDirectory: string;
  /** Epoch milliseconds. */
  clock?: () => number;
}): Promise<RunningServer> {
  const { port = 0, company = createCompany(), clock = Date.now } = options;
  const store = await RepositoryStore.open({
    directory: join(options.stateDirectory, 'git'),
    organization: company.organization,
  });
  await seedRepositories({ company, store, now: clock() });

  const app = express();
  app.disable('x-powered-by');
  // Gitea's API gives no entity tags: neither does this.
  app.set('etag', false);
  app.use(requireLoopbackHost);
  app.use('/api/v1', createApiRouter({ store, clock }));
  app.use(createSmartHttpRouter(store));
  app.use(createPagesRouter(store));
  app.use(answerError);
  return listen({ server: createServer(app), port, host: 'localhost' });
}

function answerError(
  error: unknown,
  _request: Request,
  response: Response,
  // Express knows a handler of errors by its four parameters.
  _next: NextFunction,
): void {
  if (response.headersSent) {
    // Half an answer, or a visitor who left: all that can be said is the end.
    response.destroy();
    return;
  }
  // A body that is no JSON is the visitor's fault, and body-parser says so.
  const isParseError = error instanceof Error && 'body' in error;
  const message = error instanceof Error ? error.message : String(error);
  response.status(isParseError ? 422 : 500).json({ message });
}
