export * from './apiPaths';
export * from './ruleCatalogue';
export * from './serviceDetail';
export * from './serviceList';
export * from './serviceScore';
export * from './summary';
