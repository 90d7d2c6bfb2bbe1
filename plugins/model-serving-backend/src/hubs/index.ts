export { HubObservation } from './HubObservation';
export { readHubs, withHubAliases } from './readHubs';
