import { createBackendModule } from '@backstage/backend-plugin-api';
import { CatalogModelSources } from '@backstage/catalog-model/alpha';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { catalogModelExtensionPoint } from '@backstage/plugin-catalog-node/alpha';
import { annotationsModel } from './annotationsModel';
import { CriticalPathProcessor } from './CriticalPathProcessor';
import { criticalPathModel } from './criticalPathModel';

/**
 * Rocket's additions to the catalog: the CriticalPath kind and the annotations
 * that Rocket reads.
 *
 * The layers are added through the extension point instead of
 * `provideStaticCatalogModel`, because a back end can hold only one module of
 * that helper's fixed id, and it should stay free for the company's own layers.
 */
export const catalogModuleRocketModel = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'rocket-model',
  register(reg) {
    reg.registerInit({
      deps: {
        model: catalogModelExtensionPoint,
        processing: catalogProcessingExtensionPoint,
      },
      async init({ model, processing }) {
        model.addModelSource(
          CatalogModelSources.static([annotationsModel, criticalPathModel]),
        );
        processing.addProcessor(new CriticalPathProcessor());
      },
    });
  },
});
