export { USER_KEY } from './NerdGraph';
export { readSchema } from './schema';
export { LICENSE_KEY, startNewRelic } from './startNewRelic';
