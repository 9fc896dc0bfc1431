import { createApp } from '@backstage/frontend-defaults';
import { catalogModule } from './catalog';
import { homePlugin } from './home';
import { navModule } from './nav';
import { shortcutsModule } from './shortcuts';
import { signInModule } from './signIn';
import { themeModule } from './theme';

/**
 * The portal: what its packages bring (`app.packages`), with Rocket's home
 * page, catalog page, navigation, shortcuts, sign-in page and theme.
 */
export const app = createApp({
  features: [
    catalogModule,
    homePlugin,
    navModule,
    shortcutsModule,
    signInModule,
    themeModule,
  ],
});
