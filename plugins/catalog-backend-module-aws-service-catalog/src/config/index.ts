export {
  readProviderConfigs,
  type ProviderConfig,
} from './readProviderConfigs';
export type {
  Limits,
  MappingConfig,
  MappingRule,
  MergeConfig,
  PortfolioConfig,
} from './schema';
