export { ScrapeSource } from './ScrapeSource';
