export { BoundedCache } from './BoundedCache';
export {
  CompanyEventSource,
  streamsOf,
  type RowOptions,
  type RowSource,
} from './CompanyEventSource';
export { DAY, HOUR, localDay, MINUTE, startOfLocalDay } from './calendar';
export { METRIC_NAMES } from './metrics';
export { seedOf, uniform } from './hash';
export { stepsOf, type Signal, type Step } from './signals';
export { Story } from './Story';
export { monitorOf, type Monitor } from './synthetics';
export type { EventRow } from './TableBuilder';
export type { Stream } from './transactions';
