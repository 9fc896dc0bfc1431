import './tokens.css';

export { Mark, type MarkStyle } from './mark/Mark';
export { OutcomeBadge, outcomeWord, type Outcome } from './mark/OutcomeBadge';
export {
  PathStatusBadge,
  pathStatusToken,
  type PathStatus,
} from './mark/PathStatusBadge';
export { LevelBadge, levelWord, type Level } from './level/LevelBadge';
export { AsOf, type AsOfProps } from './freshness/AsOf';
export { Sparkline } from './sparkline/Sparkline';
export { ScrollRegion } from './scroll/ScrollRegion';
export { Nrql } from './nrql/Nrql';
export { EmptyState } from './states/EmptyState';
export { ErrorPanel } from './states/ErrorPanel';
export {
  formatAge,
  formatDuration,
  formatLatency,
  formatMoment,
  formatPercentage,
  formatThroughput,
  formatTime,
} from './format';
