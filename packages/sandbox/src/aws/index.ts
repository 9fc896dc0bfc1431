export { ROLES } from './estate/Estate';
export { SANDBOX_USER } from './protocol/identities';
export { startAws, type RunningAws } from './startAws';
