export { PerformanceCard } from './PerformanceCard';
