export { ROLES } from './estate/Estate';
export { SANDBOX_USER } from './protocol/identities';
export { startAws } from './startAws';
