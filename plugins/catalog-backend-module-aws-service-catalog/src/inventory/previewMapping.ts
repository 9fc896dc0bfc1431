import { MappingConfig, ProviderConfig } from '../config';
import { ScopeState, StoredItem } from '../model/items';
import { buildInventory, Declarations } from './buildInventory';
import { Placement } from './types';

/** What a provisioned product is, now and under another mapping. */
export interface MappingPreview {
  arn: string;
  name: string;
  changed: boolean;
  /** in words: what it is, whose, and where it belongs */
  before: string;
  after: string;
}

/** Compares the mapping in use with another one over a snapshot. */
export function previewMapping(options: {
  config: ProviderConfig;
  mapping: MappingConfig;
  items: readonly StoredItem[];
  scopes: readonly ScopeState[];
  declarations: Declarations;
}): MappingPreview[] {
  const { config, mapping, items } = options;
  const before = describeAll(buildInventory(options).placements);
  const after = describeAll(
    buildInventory({ ...options, config: { ...config, mapping } }).placements,
  );
  return items
    .flatMap(({ item }) => (item.kind === 'provisioned-product' ? item : []))
    .map(({ arn, name }) => {
      const [was, becomes] = [before, after].map(
        descriptions => descriptions.get(arn) ?? 'left out',
      );
      return {
        arn,
        name,
        changed: was !== becomes,
        before: was,
        after: becomes,
      };
    })
    .sort((a, b) => (a.arn < b.arn ? -1 : 1));
}

function describeAll(placements: readonly Placement[]): Map<string, string> {
  const descriptions = new Map<string, string>();
  for (const { arn, entityRef, via, deployment } of placements) {
    const { isService, type, observed, environment } = deployment;
    const facts = Object.entries({ ...observed, environment })
      .filter(([name, value]) => name !== 'type' && value)
      .map(([name, value]) => `${name} ${value}`);
    const placed = entityRef ? `of ${entityRef} by ${via}` : 'of no entity';
    const earlier = descriptions.get(arn);
    descriptions.set(
      arn,
      earlier
        ? `${earlier}, and ${placed}`
        : [isService ? `service (${type})` : type, ...facts, placed].join(', '),
    );
  }
  return descriptions;
}
