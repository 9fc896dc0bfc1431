export { USER_KEY } from './NerdGraph';
export { LICENSE_KEY, startNewRelic } from './startNewRelic';
