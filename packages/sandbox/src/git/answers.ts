import { NextFunction, Request, Response } from 'express';
import { authenticate } from './authentication';
import { Json } from './giteaModel';
import { rootUrlOf } from './rootUrl';

/** Middleware: a wrong password is an error, even where none is needed. */
export function rejectWrongPassword(
  request: Request,
  response: Response,
  next: NextFunction,
): void {
  if (authenticate(request) === 'rejected') {
    fail(request, response, 401, 'invalid username, password or token');
  } else {
    next();
  }
}

/** Middleware: only for who has signed in. */
export function requireAccount(
  request: Request,
  response: Response,
  next: NextFunction,
): void {
  if (isSignedIn(request)) {
    next();
  } else {
    fail(request, response, 401, 'token is required');
  }
}

/** Whether the visitor gave the right password or token. */
export function isSignedIn(request: Request): boolean {
  return authenticate(request) === 'signed-in';
}

/** Answers with an error in Gitea's form. */
export function fail(
  request: Request,
  response: Response,
  status: number,
  message: string,
): void {
  const body: Json = { message, url: `${rootUrlOf(request)}/api/swagger` };
  response.status(status).json(body);
}
