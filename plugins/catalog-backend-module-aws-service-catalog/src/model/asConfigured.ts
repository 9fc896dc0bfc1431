import { ProviderConfig } from '../config';
import { Item } from './items';
import { matches } from './patterns';

type Settings = Pick<
  ProviderConfig,
  'portfolios' | 'excludeProducts' | 'excludeTypes' | 'allowedOutputs'
>;

/**
 * What of an item the configuration wants; nothing, when it excludes the item.
 *
 * It holds for what is listed and for what the snapshot kept alike: a setting that
 * excludes more counts at once, and does not look like something that AWS lost.
 */
export function asConfigured<T extends Item>(
  item: T,
  config: Settings,
): T | undefined;
export function asConfigured(item: Item, config: Settings): Item | undefined {
  if (item.kind === 'product') {
    const portfolios = item.portfolios.filter(portfolio =>
      isWantedPortfolio(portfolio, config),
    );
    return portfolios.length && isWantedProduct(item, config)
      ? { ...item, portfolios }
      : undefined;
  }
  if (config.excludeTypes.includes(item.type)) {
    return undefined;
  }
  const outputs = Object.entries(item.outputs).filter(([key]) =>
    config.allowedOutputs.includes(key),
  );
  return { ...item, outputs: Object.fromEntries(outputs) };
}

/** Whether products of this id and name are wanted. */
export function isWantedProduct(
  { id, name }: { id: string; name?: string },
  { excludeProducts }: Pick<Settings, 'excludeProducts'>,
): boolean {
  return !excludeProducts.some(
    pattern => matches(pattern, id) || matches(pattern, name),
  );
}

/** Whether the products of this portfolio are wanted. */
export function isWantedPortfolio(
  { id, name }: { id: string; name: string },
  { portfolios: { include, exclude } }: Pick<Settings, 'portfolios'>,
): boolean {
  const fits = (patterns: string | string[]) =>
    matches(patterns, id) || matches(patterns, name);
  return (
    (include === undefined || fits(include)) &&
    (exclude === undefined || !fits(exclude))
  );
}
