import type { HumanDuration } from '@backstage/types';

export interface Config {
  modelServing?: {
    /** How clusters are observed, and what is kept of them. */
    observation?: {
      /**
       * For how long the last state of a cluster that nobody observes any more
       * stays in the database. Default: 7 days
       * @visibility backend
       */
      keepRemovedClusters?: HumanDuration | string;
      /**
       * After how long another replica takes over the clusters of one that is
       * silent; 5 to 20 seconds. Only with PostgreSQL. Default: 15 seconds
       * @visibility backend
       */
      takeOverAfter?: HumanDuration | string;
    };
  };
}
