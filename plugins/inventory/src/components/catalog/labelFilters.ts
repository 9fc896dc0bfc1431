import type {
  DefaultEntityFilters,
  EntityFilter,
} from '@backstage/plugin-catalog-react';
import { DRIFT_PATH, ORIGIN_PATH, TIER_PATH } from '../../model/labels';

/**
 * Entities of which a label or annotation has one of some values; the catalog's API
 * filters.
 */
export class LabelFilter implements EntityFilter {
  readonly values: string[];
  readonly #path: string;

  constructor(path: string, values: string[]) {
    this.#path = path;
    this.values = values;
  }

  getCatalogFilters(): Record<string, string[]> {
    return { [this.#path]: this.values };
  }

  /** What stands in the address of the catalog. */
  toQueryValue(): string[] {
    return this.values;
  }
}

export class OriginFilter extends LabelFilter {
  constructor(values: string[]) {
    super(ORIGIN_PATH, values);
  }
}

export class DriftFilter extends LabelFilter {
  constructor(values: string[]) {
    super(DRIFT_PATH, values);
  }
}

export class TierFilter extends LabelFilter {
  constructor(values: string[]) {
    super(TIER_PATH, values);
  }
}

export interface InventoryFilters extends DefaultEntityFilters {
  origin?: OriginFilter;
  drift?: DriftFilter;
  tier?: TierFilter;
}
