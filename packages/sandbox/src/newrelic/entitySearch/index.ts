export { EntitySearchSyntaxError } from './EntitySearchSyntaxError';
export { matchEntity, type SearchableEntity } from './matchEntity';
export {
  parseEntitySearch,
  type EntityCondition,
  type EntityProperty,
} from './parseEntitySearch';
