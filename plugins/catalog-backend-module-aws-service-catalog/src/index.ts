export { catalogModuleAwsServiceCatalog as default } from './module';
