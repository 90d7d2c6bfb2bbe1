import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      /**
       * Inference services from the repositories of modelServing.gitops.
       */
      modelServing?: {
        /**
         * How often each repository is asked for new commits. Default: every
         * 30 seconds, with a time-out of one minute.
         *
         * @visibility backend
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
