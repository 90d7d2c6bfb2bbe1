export type {
  CommitOptions,
  CommitResult,
  FileChange,
  GitCallOptions,
  GitCredentials,
  GitOpsRepositoryClient,
  GitPerson,
  GitTree,
  ReadTreeOptions,
} from './types';
