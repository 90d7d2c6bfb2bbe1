/** A kind that the simulated clusters serve. */
export interface ServedResource {
  readonly plural: string;
  readonly kind: string;
  /** Where it is listed. */
  readonly path: string;
}

const SERVED: readonly ServedResource[] = [
  { plural: 'nodes', kind: 'Node', path: '/api/v1' },
  { plural: 'pods', kind: 'Pod', path: '/api/v1' },
  { plural: 'deployments', kind: 'Deployment', path: '/apis/apps/v1' },
  { plural: 'replicasets', kind: 'ReplicaSet', path: '/apis/apps/v1' },
  { plural: 'statefulsets', kind: 'StatefulSet', path: '/apis/apps/v1' },
  {
    plural: 'inferenceservices',
    kind: 'InferenceService',
    path: '/apis/serving.kserve.io/v1beta1',
  },
  {
    plural: 'applications',
    kind: 'Application',
    path: '/apis/argoproj.io/v1alpha1',
  },
];

const BY_PATH = new Map(
  SERVED.map(served => [`${served.path}/${served.plural}`, served]),
);

/** `path` is that of the kind in all namespaces. */
export function servedResource(path: string): ServedResource | undefined {
  return BY_PATH.get(path);
}

/** What a cluster answers to a question about itself. */
export function describeApi(path: string): object | undefined {
  if (path === '/version') return { gitVersion: 'v1.36.0+simulated' };
  if (path === '/apis') {
    const paths = new Set(SERVED.map(served => served.path));
    return {
      kind: 'APIGroupList',
      groups: [...paths].flatMap(served => {
        const [, , name, version] = served.split('/');
        const described = { groupVersion: `${name}/${version}`, version };
        return version
          ? [{ name, versions: [described], preferredVersion: described }]
          : [];
      }),
    };
  }
  const resources = SERVED.filter(served => served.path === path);
  if (resources.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    groupVersion: path.replace(/^\/apis?\//, ''),
    resources: resources.map(({ plural, kind }) => ({
      name: plural,
      kind,
      namespaced: kind !== 'Node',
      verbs: ['get', 'list', 'watch'],
    })),
  };
}
