import {
  Entity,
  parseEntityRef,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
  LocationSpec,
  processingResult,
} from '@backstage/plugin-catalog-node';
import { ProviderConfig } from './config';
import { InventoryStore, ProviderPlacement } from './database/InventoryStore';
import { LOCATION_TYPE, readClaims } from './inventory/annotations';
import { withStatus } from './inventory/drift';
import { mergeEntity } from './inventory/mergeEntity';
import {
  COMPLETENESS_REFRESH_KEY,
  entityRefreshKey,
} from './model/refreshKeys';

/**
 * Merges what the last snapshot shows into the entities that repositories declare,
 * and fills the stubs of those that none declares. Never calls AWS.
 */
export class InventoryMergeProcessor implements CatalogProcessor {
  private readonly inventory: InventoryStore;
  private readonly configs: ReadonlyMap<string, ProviderConfig>;
  private readonly firstConfig: ProviderConfig;

  constructor(options: {
    inventory: InventoryStore;
    configs: readonly [ProviderConfig, ...ProviderConfig[]];
  }) {
    this.inventory = options.inventory;
    this.configs = new Map(options.configs.map(config => [config.id, config]));
    [this.firstConfig] = options.configs;
  }

  getProcessorName(): string {
    return 'AwsServiceCatalogInventoryMergeProcessor';
  }

  async preProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
    originLocation: LocationSpec,
  ): Promise<Entity> {
    const isOwn = originLocation.type === LOCATION_TYPE;
    const isMergeable =
      entity.kind === 'Component' || (entity.kind === 'Resource' && !isOwn);
    if (!isMergeable) {
      return entity;
    }
    const entityRef = stringifyEntityRef(entity);
    emit(processingResult.refresh(entityRefreshKey(entityRef)));

    const placements = await this.placementsOf(entity, entityRef);
    if (entity.kind === 'Resource' && placements.length === 0) {
      return entity; // a Resource that never had to do with AWS stays as it is
    }
    // What it uses may be there without it.
    const mightNotRun =
      entity.kind === 'Component' &&
      !placements.some(({ deployment }) => deployment.isService);
    if (mightNotRun) {
      emit(processingResult.refresh(COMPLETENESS_REFRESH_KEY));
    }
    for (const { ambiguous, deployment } of placements) {
      if (!ambiguous) {
        emitDependency(emit, entityRef, deployment.resourceRef);
      }
    }
    const [first] = placements;
    return mergeEntity({
      entity,
      placements,
      rivals: await this.rivalsOf(entityRef, placements),
      settings: this.configs.get(first?.providerId) ?? this.firstConfig,
      isDeclared: !isOwn,
      isSnapshotComplete: mightNotRun && (await this.inventory.isComplete()),
    });
  }

  /** Shows drift as status; the catalog refuses a status before its own checks. */
  async postProcessEntity(entity: Entity): Promise<Entity> {
    return withStatus(entity);
  }

  /**
   * The placements of an entity. Its own annotation counts at once, also before the
   * reconciliation has seen it: it takes what nobody else claims by annotation.
   */
  private async placementsOf(
    entity: Entity,
    entityRef: string,
  ): Promise<ProviderPlacement[]> {
    const claims = readClaims(entity);
    const found = await this.inventory.placementsFor({ entityRef, claims });
    const byArn = new Map<string, ProviderPlacement>();
    for (const placement of found) {
      const { arn, itemId } = placement;
      const isClaimed = claims.includes(arn) || claims.includes(itemId);
      if (placement.entityRef === entityRef) {
        byArn.set(arn, placement);
      } else if (isClaimed && !byArn.has(arn)) {
        byArn.set(arn, {
          ...placement,
          entityRef,
          via: 'annotation',
          ambiguous: placement.via === 'annotation',
        });
      }
    }
    return [...byArn.values()];
  }

  private async rivalsOf(
    entityRef: string,
    placements: readonly ProviderPlacement[],
  ): Promise<Map<string, string[]>> {
    const arns = placements
      .filter(({ ambiguous }) => ambiguous)
      .map(({ arn }) => arn);
    const rivals = new Map<string, string[]>();
    for (const { arn, entityRef: rival } of arns.length
      ? await this.inventory.placementsOf(arns)
      : []) {
      if (rival && rival !== entityRef) {
        rivals.set(arn, [...(rivals.get(arn) ?? []), rival].sort());
      }
    }
    return rivals;
  }
}

function emitDependency(
  emit: CatalogProcessorEmit,
  entityRef: string,
  resourceRef: string,
): void {
  const dependent = parseEntityRef(entityRef);
  const dependency = parseEntityRef(resourceRef);
  emit(
    processingResult.relation({
      type: RELATION_DEPENDS_ON,
      source: dependent,
      target: dependency,
    }),
  );
  emit(
    processingResult.relation({
      type: RELATION_DEPENDENCY_OF,
      source: dependency,
      target: dependent,
    }),
  );
}
