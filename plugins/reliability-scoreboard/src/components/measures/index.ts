export { DimensionValue } from './DimensionValue';
export { OwnerLink } from './OwnerLink';
export { TrendSparkline } from './TrendSparkline';
