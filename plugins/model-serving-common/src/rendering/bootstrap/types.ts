import type { GitOpsRepository, PlatformPolicy } from '../../gitops';

/** What the platform's files are made from. */
export interface PlatformFacts {
  readonly repository: GitOpsRepository;
  readonly platform: PlatformPolicy;
  /** The platform's folder, from the top of the repository. */
  readonly folder: string;
}

/** Adds a folder of the services in front of a path. */
export function below({ root }: GitOpsRepository, path: string): string {
  return root === '' ? path : `${root}/${path}`;
}
