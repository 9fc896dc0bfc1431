import { timingSafeEqual } from 'node:crypto';
import { Request } from 'express';

/** The one account of the sandbox's git host. */
export const gitUser = {
  login: 'rocket',
  password: 'rocket-sandbox-git-token',
  fullName: 'Rocket',
  email: 'rocket@cordillera.example',
};

/** Who asks: nobody in particular, the account, or someone with a wrong password. */
export type Visitor = 'anonymous' | 'signed-in' | 'rejected';

/**
 * Judges a request's `Authorization` as Gitea does: basic with the password or with
 * the token in either place, or `token …`, or `Bearer …`.
 */
export function authenticate(request: Request): Visitor {
  const header = request.headers.authorization;
  if (!header) {
    return 'anonymous';
  }
  const [scheme, value = ''] = header.split(' ', 2);
  switch (scheme.toLowerCase()) {
    case 'basic': {
      const [username, ...rest] = Buffer.from(value, 'base64')
        .toString()
        .split(':');
      const password = rest.join(':');
      if (password === '' || password === 'x-oauth-basic') {
        return isSecret(username) ? 'signed-in' : 'rejected';
      }
      // Gitea does not look at the name when the password is a token.
      return isSecret(password) ? 'signed-in' : 'rejected';
    }
    case 'token':
    case 'bearer':
      return isSecret(value) ? 'signed-in' : 'rejected';
    default:
      return 'anonymous';
  }
}

function isSecret(candidate: string): boolean {
  const expected = Buffer.from(gitUser.password);
  const given = Buffer.from(candidate);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
