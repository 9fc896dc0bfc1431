import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  CRITICAL_PATH_KIND,
  criticalPathEntitySchema,
} from '@rocket/plugin-critical-paths-common';
import type { NewRelicService } from '@rocket/plugin-newrelic-node';
import type {
  CriticalPathsStore,
  StoredPath,
} from '../database/CriticalPathsStore';
import { factsOf } from './components';
import { joinComponents } from './joinComponents';
import { componentRefOf } from './signals';

/**
 * Takes over the critical paths and their components from the catalog, and joins the
 * components to New Relic.
 *
 * @throws When the catalog does not answer; what is stored then stays as it is.
 */
export async function refreshDefinitions(options: {
  store: CriticalPathsStore;
  catalog: CatalogService;
  auth: AuthService;
  newRelic: NewRelicService;
  logger: LoggerService;
  signal?: AbortSignal;
}): Promise<void> {
  const { store, catalog, auth, newRelic, logger, signal } = options;
  const credentials = await auth.getOwnServiceCredentials();
  const { items } = await catalog.getEntities(
    { filter: { kind: CRITICAL_PATH_KIND } },
    { credentials },
  );
  const paths: StoredPath[] = [];
  for (const item of items) {
    const entityRef = stringifyEntityRef(item);
    const parsed = criticalPathEntitySchema.safeParse(item);
    if (parsed.success) {
      paths.push({ entityRef, entity: parsed.data });
    } else {
      logger.warn(
        `Left out ${entityRef}: ${parsed.error.issues
          .map(({ path, message }) => `${path.join('.')} ${message}`)
          .join('; ')}`,
      );
    }
  }
  const refs = [
    ...new Set(
      paths.flatMap(({ entity }) =>
        entity.spec.steps.map(step => componentRefOf(step, entity)),
      ),
    ),
  ];
  const found =
    refs.length > 0
      ? await catalog.getEntitiesByRefs({ entityRefs: refs }, { credentials })
      : { items: [] };
  const components = found.items
    .filter(entity => entity !== undefined)
    .map(factsOf);
  await store.replaceDefinitions({
    paths,
    components: await joinComponents({
      components,
      before: await store.components(),
      newRelic,
      signal,
    }),
  });
}
