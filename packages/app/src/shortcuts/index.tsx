import {
  AppRootElementBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { KeyboardShortcuts } from './KeyboardShortcuts';

export const shortcutsModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    AppRootElementBlueprint.make({
      name: 'keyboard-shortcuts',
      params: { element: <KeyboardShortcuts /> },
    }),
  ],
});
