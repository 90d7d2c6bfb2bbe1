export { readScrape, type Reading, type ScrapeRules } from './readScrape';
export { ScrapeMemory, type ScrapeMemoryOptions } from './ScrapeMemory';
