import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { Navigation } from './Navigation';

export const navModule = createFrontendModule({
  pluginId: 'app',
  extensions: [Navigation],
});
