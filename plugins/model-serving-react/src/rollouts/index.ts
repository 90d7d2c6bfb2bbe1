export { WhereItRuns, type WhereItRunsProps } from './WhereItRuns';
