import { Request, RequestHandler } from 'express';

const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Refuses names other than the loopback's: a page of another site cannot reach the
 * sandbox through a name that it lets point here.
 */
export const requireLoopbackHost: RequestHandler = (
  request,
  response,
  next,
) => {
  if (loopbackHost.test(request.headers.host ?? '')) {
    next();
  } else {
    response.status(421).type('text/plain').send('Unknown host\n');
  }
};

/** The address under which the visitor reached the host; all links start with it. */
export function rootUrlOf(request: Request): string {
  return `http://${request.headers.host}`;
}
