export { condenseLog } from './condenseLog';
export type * from './findings';
export { podsToDiagnose, type PodToDiagnose } from './podsToDiagnose';
