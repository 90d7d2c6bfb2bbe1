export interface Config {
  modelServing?: {
    gitops?: {
      /** The only repositories that Modelfleet reads services from and writes to. */
      repositories?: Array<{
        /** Short name, unique among the repositories. */
        id: string;
        /** http or https, without credentials. */
        url: string;
        /** Default: main */
        branch?: string;
        /** Folder of the services; default: the top of the repository. */
        root?: string;
        /** What brings the commits to the clusters. */
        delivery: 'argocd' | 'flux';
        /** Whether changes may be pushed without a pull request. Default: false */
        directPush?: boolean;
        /** Clusters that the repository delivers to, as the Kubernetes plugin names them. */
        clusters: string[];
        tenants: Array<{
          /** Also the name of its folder under the root. */
          name: string;
          /** Entity reference of the owning group. */
          owner: string;
          /** The first is the default. */
          namespaces: string[];
          /** Default: those of the repository. */
          clusters?: string[];
        }>;
        /**
         * For a git server that no entry of `integrations` covers.
         * @deepVisibility secret
         */
        credentials?: {
          /** Default: git */
          username?: string;
          password: string;
        };
      }>;
    };
    /** What other tools call the clusters. */
    clusters?: Array<{
      /** As the Kubernetes plugin names it. */
      name: string;
      aliases?: string[];
    }>;
  };
}
