export { GroupCharts } from './GroupCharts';
