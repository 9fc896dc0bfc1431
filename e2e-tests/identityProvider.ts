import { once } from 'node:events';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

/**
 * An identity provider that speaks OpenID Connect on loopback. It asks for a
 * login and a password, lets everybody in, and takes the login for the e-mail
 * address.
 */
export async function startIdentityProvider(options: {
  port: number;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
}) {
  const { port, clientId, clientSecret, redirectUri } = options;
  const provider = new Provider(`http://localhost:${port}`, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code', 'refresh_token'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    // Backstage reads the claims of the ID token.
    conformIdTokenClaims: false,
    cookies: { keys: ['of-the-journey-only'] },
    findAccount: (_context, login) => ({
      accountId: login,
      claims: () => ({ sub: login, email: login, email_verified: true }),
    }),
  });
  const server = createServer(provider.callback());
  server.listen(port, 'localhost');
  await once(server, 'listening');
  return {
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
