export { createFindDeploymentsAction } from './createFindDeploymentsAction';
export { createListDriftAction } from './createListDriftAction';
export { createPreviewMappingAction } from './createPreviewMappingAction';
