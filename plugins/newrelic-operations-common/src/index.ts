/**
 * What the portal's New Relic page and its back end agree on.
 *
 * @packageDocumentation
 */
export {
  accountStatusSchema,
  newRelicStatusSchema,
  type AccountStatus,
  type NewRelicStatus,
} from './api';
export { newRelicStatusPermission } from './permissions';
