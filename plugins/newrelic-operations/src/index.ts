/**
 * How the portal's connections to New Relic are: a page for operators.
 *
 * @packageDocumentation
 */
export { default } from './plugin';
export {
  newRelicOperationsApiRef,
  type NewRelicOperationsApi,
} from './api/NewRelicOperationsApi';
