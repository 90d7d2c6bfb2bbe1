export { condenseLog } from './condenseLog';
export type * from './findings';
export { cut as cutAndRedact } from '../observed/text';
export { podsToDiagnose, type PodToDiagnose } from './podsToDiagnose';
