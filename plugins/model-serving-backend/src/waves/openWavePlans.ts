import type { Config } from '@backstage/config';
import type { GitOpsRepository } from '@modelfleet/backstage-plugin-model-serving-common';
import { DefaultGitOpsRepositoryClient } from '@modelfleet/backstage-plugin-model-serving-node';
import { systemClock } from '../observe';
import { PlanFiles } from './PlanFiles';
import { WavePlans } from './WavePlans';

/** The plans of the configured repositories. */
export function openWavePlans(options: {
  readonly config: Config;
  readonly repositories: readonly GitOpsRepository[];
}): WavePlans {
  const { config, repositories } = options;
  return WavePlans.create({
    repositories,
    filesOf: repository =>
      PlanFiles.create({
        repository,
        client: DefaultGitOpsRepositoryClient.fromConfig(config, {
          repository,
        }),
        now: () => systemClock.now(),
      }),
  });
}
