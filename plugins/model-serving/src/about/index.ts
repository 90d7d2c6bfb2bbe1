export { AboutModelCard } from './AboutModelCard';
