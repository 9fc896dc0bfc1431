export { ProductCard } from './ProductCard';
export { WhereItRunsCard } from './WhereItRunsCard';
export { WhereThisComesFromCard } from './WhereThisComesFromCard';
