export { CommitRef, type CommitRefProps } from './CommitRef';
