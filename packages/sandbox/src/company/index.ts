export { createCompany, defaultSeed } from './createCompany';
export { examplesDirectory } from './examples';
export { entityGuid } from './newRelic';
export { createRandom, hash32, type Random } from './random';
export type * from './types';
