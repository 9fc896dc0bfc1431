import { createGunzip } from 'node:zlib';
import { pipeline } from 'node:stream/promises';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { authenticate } from './authentication';
import { Repository } from './repository';
import { RepositoryStore } from './repositoryStore';
import { spawnGit } from './runGit';

const services = ['git-upload-pack', 'git-receive-pack'] as const;
type Service = (typeof services)[number];

/** Clone, fetch and push over HTTP: git's own "smart" protocol, version 0 to 2. */
export function createSmartHttpRouter(store: RepositoryStore): Router {
  const router = PromiseRouter();

  router.get('/:owner/:name/info/refs', async (request, response) => {
    const service = services.find(known => known === request.query.service);
    if (!service) {
      // The "dumb" protocol, which no git of the last decade speaks first.
      response.sendStatus(400);
      return;
    }
    const repository = admit({ store, service, request, response });
    if (!repository) {
      return;
    }
    response.setHeader(
      'Content-Type',
      `application/x-${service}-advertisement`,
    );
    response.setHeader('Cache-Control', 'no-cache, max-age=0, must-revalidate');
    response.write(`${packetLine(`# service=${service}\n`)}0000`);
    const git = startService({
      repository,
      service,
      request,
      flags: ['--advertise-refs'],
    });
    git.stdin.end();
    await pipeline(git.stdout, response);
  });

  for (const service of services) {
    router.post(`/:owner/:name/${service}`, async (request, response) => {
      const repository = admit({ store, service, request, response });
      if (!repository) {
        return;
      }
      if (
        request.headers['content-type'] !== `application/x-${service}-request`
      ) {
        response.sendStatus(400);
        return;
      }
      response.setHeader('Content-Type', `application/x-${service}-result`);
      response.setHeader(
        'Cache-Control',
        'no-cache, max-age=0, must-revalidate',
      );
      const git = startService({ repository, service, request, flags: [] });
      response.once('close', () => git.kill());
      const body =
        request.headers['content-encoding'] === 'gzip'
          ? request.pipe(createGunzip())
          : request;
      // git may answer and end before it has read everything, a refused push for one.
      const sent = pipeline(body, git.stdin).catch(() => {});
      await pipeline(git.stdout, response);
      await sent;
    });
  }
  return router;
}

/** The repository, when the visitor may do this there; otherwise answers why not. */
function admit(options: {
  store: RepositoryStore;
  service: Service;
  request: Request;
  response: Response;
}): Repository | undefined {
  const { store, service, request, response } = options;
  const { owner, name } = request.params;
  if (owner.toLowerCase() !== store.organization) {
    response.status(404).type('text/plain').send('Not found.\n');
    return undefined;
  }
  const repository = store.find(name.replace(/\.git$/, ''));
  const visitor = authenticate(request);
  const isPublicPull =
    repository !== undefined &&
    !repository.metadata.private &&
    service === 'git-upload-pack';

  if (visitor === 'rejected' || (visitor === 'anonymous' && !isPublicPull)) {
    response
      .status(401)
      .setHeader('WWW-Authenticate', 'Basic realm="Gitea"')
      .type('text/plain')
      .send('Unauthorized\n');
    return undefined;
  }
  if (!repository) {
    const isPush = service === 'git-receive-pack';
    response
      .status(isPush ? 403 : 404)
      .type('text/plain')
      .send(
        isPush
          ? 'Push to create is not enabled for organizations.'
          : 'Repository not found',
      );
    return undefined;
  }
  return repository;
}

function startService(options: {
  repository: Repository;
  service: Service;
  request: Request;
  flags: string[];
}) {
  const protocol = options.request.header('git-protocol') ?? '';
  const git = spawnGit({
    args: [
      options.service.replace('git-', ''),
      '--stateless-rpc',
      ...options.flags,
      '.',
    ],
    directory: options.repository.directory,
    environment: /^[0-9a-z]+=[0-9a-z]+(:[0-9a-z]+=[0-9a-z]+)*$/i.test(protocol)
      ? { GIT_PROTOCOL: protocol }
      : {},
  });
  // What git has to say goes to the client in the protocol; this is only drained.
  git.stderr.resume();
  git.stdin.on('error', () => {});
  git.once('error', error => git.stdout.destroy(error));
  return git;
}

/** A line in git's framing: its length in four hexadecimal digits, then the text. */
function packetLine(text: string): string {
  return (text.length + 4).toString(16).padStart(4, '0') + text;
}
