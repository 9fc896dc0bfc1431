import { createApp } from '@backstage/frontend-defaults';
import { homePlugin } from './home';
import { navModule } from './nav';
import { themeModule } from './theme';

/** The portal: what its packages bring (`app.packages`), with Rocket's home page, navigation and theme. */
export const app = createApp({
  features: [homePlugin, navModule, themeModule],
});
