export {
  parseStoreAnswer,
  readMatrix,
  readVector,
  type ClusterOf,
  type StoreAnswer,
} from './answer';
export { measureQuery, type QueryScope, type QueryTime } from './measureQuery';
export { quote } from './matchers';
