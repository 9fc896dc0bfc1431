export { WhereItRunsCard } from './WhereItRunsCard';
export { WhereThisComesFromCard } from './WhereThisComesFromCard';
