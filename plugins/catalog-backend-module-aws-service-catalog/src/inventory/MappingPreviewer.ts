import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { ProviderConfig } from '../config';
import { parseMapping } from '../config/readProviderConfigs';
import { SnapshotStore } from '../database/SnapshotStore';
import { Declarations } from './buildInventory';
import { MappingPreview, previewMapping } from './previewMapping';

/** What another mapping would make of the present snapshot. */
export interface MappingPreviewReport {
  /** provisioned products of the snapshot */
  total: number;
  /** those that the other mapping makes something else of */
  changed: number;
  items: MappingPreview[];
}

/** The dry run of a mapping: it reads the last snapshot, and changes nothing. */
export class MappingPreviewer {
  private readonly options: {
    configs: readonly ProviderConfig[];
    permissions: PermissionsService;
    readDeclarations: () => Promise<Declarations>;
    snapshot: SnapshotStore;
  };

  constructor(options: MappingPreviewer['options']) {
    this.options = options;
  }

  /** Throws an InputError that names what is wrong with a mapping, and in which rule. */
  async preview(
    input: {
      /** id of the provider; the only or first one when left out */
      provider?: string;
      /** as in the configuration */
      mapping: unknown;
      onlyChanges: boolean;
    },
    credentials: BackstageCredentials,
  ): Promise<MappingPreviewReport> {
    const { configs, permissions, snapshot, readDeclarations } = this.options;
    // Shows everything at once, so seeing everything must be allowed.
    const [decision] = await permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        'A preview needs permission to read all entities',
      );
    }
    const config = configs.find(
      ({ id }) => input.provider === undefined || id === input.provider,
    );
    if (!config) {
      throw new InputError(
        `No provider ${input.provider ?? 'is configured'}; there are ${configs.map(({ id }) => id).join(', ') || 'none'}`,
      );
    }
    const mapping = parseMapping(input.mapping);
    const [items, scopes, declarations] = await Promise.all([
      snapshot.items(config),
      snapshot.scopes(config.id),
      readDeclarations(),
    ]);
    const preview = previewMapping({
      config,
      mapping,
      items,
      scopes,
      declarations,
    });
    return {
      total: preview.length,
      changed: preview.filter(({ changed }) => changed).length,
      items: preview.filter(({ changed }) => changed || !input.onlyChanges),
    };
  }
}
