export { catalogModuleAwsServiceCatalog as default } from './module';
export { scopeRefreshPermission } from './permissions';
