import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { z } from 'zod';
import { oidcAuthApi, oidcAuthApiRef } from './oidcAuthApi';

/**
 * The first page. `provider: guest` lets everybody in and is meant for the
 * embedded default; `provider: oidc` asks the company's identity provider.
 */
const signInPage = SignInPageBlueprint.makeWithOverrides({
  configSchema: {
    provider: z.enum(['guest', 'oidc']).default('guest'),
    /** What the company calls its identity provider. */
    providerTitle: z.string().min(1).default('Single sign-on'),
  },
  factory(originalFactory, { config }) {
    return originalFactory({
      loader: async () => {
        const { SignInPage } = await import('@backstage/core-components');
        return config.provider === 'guest'
          ? props => (
              <SignInPage {...props} align="center" providers={['guest']} />
            )
          : props => (
              <SignInPage
                {...props}
                align="center"
                provider={{
                  id: 'oidc',
                  title: config.providerTitle,
                  message: `With your ${config.providerTitle} account`,
                  apiRef: oidcAuthApiRef,
                }}
              />
            );
      },
    });
  },
});

export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [signInPage, oidcAuthApi],
});
