export { DimensionValue } from './DimensionValue';
export { OwnerLink } from './OwnerLink';
export { PlainLink } from './PlainLink';
export { TrendSparkline } from './TrendSparkline';
