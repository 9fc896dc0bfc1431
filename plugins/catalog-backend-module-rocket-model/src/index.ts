export { catalogModuleRocketModel as default } from './module';
export { annotationsModel } from './annotationsModel';
export { criticalPathModel } from './criticalPathModel';
