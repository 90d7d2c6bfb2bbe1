export { Diagnosis } from './Diagnosis';
export { DEFAULT_DIAGNOSE_SETTINGS } from './settings';
