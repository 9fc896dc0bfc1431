/**
 * Critical paths: the pages, the cards on the entity pages and the piece for
 * the home page.
 *
 * @packageDocumentation
 */
export { default } from './plugin';
export {
  criticalPathsApiRef,
  type CriticalPathsApi,
} from './api/CriticalPathsApi';
export { PathStatuses } from './components/home/PathStatuses';
