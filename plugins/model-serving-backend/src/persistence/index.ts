export { FleetJournal } from './FleetJournal';
export { KeptFleet } from './KeptFleet';
export { openKeptFleet } from './openKeptFleet';
