export { defaultClusterAccessRef } from './defaultClusterAccessRef';
