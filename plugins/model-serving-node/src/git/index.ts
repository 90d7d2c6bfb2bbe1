export { ConfiguredGitCredentials } from './credentials';
export type { GitCredentialsProvider } from './credentials';
export { DefaultGitOpsRepositoryClient } from './DefaultGitOpsRepositoryClient';
export { fingerprintOf } from './fingerprintOf';
export { rejectStale } from './rejectStale';
export type { GitOpsRepositoryClientOptions } from './DefaultGitOpsRepositoryClient';
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
  StartBranchOptions,
} from './types';
