import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../environment/Cluster';
import type { Environment } from '../environment/Environment';
import { ask, type Endpoint } from '../kubernetes/connection';
import { listSchema } from '../kubernetes/objects';
import type { ContractSide } from './side';

const NAMESPACE = 'contract';
const READER = 'reader';
const READER_NAME = `system:serviceaccount:${NAMESPACE}:${READER}`;
const OVERLOAD = 'contract-overload';

/** What the contract reads, and kinds that are not served. */
const RULES = [
  {
    apiGroups: [''],
    resources: ['configmaps', 'pods', 'pods/log', 'nodes', 'nothings'],
    verbs: ['get', 'list', 'watch'],
  },
  {
    apiGroups: ['apps', 'serving.kserve.io', 'serving.example.com'],
    resources: ['*'],
    verbs: ['get', 'list', 'watch'],
  },
];

async function createReader(cluster: Cluster): Promise<string> {
  const { admin } = cluster;
  await admin.apply({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: NAMESPACE },
  });
  await admin.apply({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: READER, namespace: NAMESPACE },
  });
  await admin.apply({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'contract-reader' },
    rules: RULES,
  });
  await admin.apply({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'contract-reader' },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: 'contract-reader',
    },
    subjects: [{ kind: 'ServiceAccount', name: READER, namespace: NAMESPACE }],
  });
  return cluster.serviceAccountToken(NAMESPACE, READER);
}

/** A queue with no place in it, for the reader alone. */
function overload() {
  const apiVersion = 'flowcontrol.apiserver.k8s.io/v1';
  return {
    level: {
      apiVersion,
      kind: 'PriorityLevelConfiguration',
      metadata: { name: OVERLOAD },
      spec: {
        type: 'Limited',
        limited: {
          nominalConcurrencyShares: 0,
          lendablePercent: 0,
          borrowingLimitPercent: 0,
          limitResponse: { type: 'Reject' },
        },
      },
    },
    schema: {
      apiVersion,
      kind: 'FlowSchema',
      metadata: { name: OVERLOAD },
      spec: {
        priorityLevelConfiguration: { name: OVERLOAD },
        matchingPrecedence: 2,
        distinguisherMethod: { type: 'ByUser' },
        rules: [
          {
            subjects: [
              {
                kind: 'ServiceAccount',
                serviceAccount: { name: READER, namespace: NAMESPACE },
              },
            ],
            resourceRules: [
              {
                apiGroups: ['*'],
                resources: ['*'],
                verbs: ['*'],
                clusterScope: true,
                namespaces: ['*'],
              },
            ],
          },
        ],
      },
    },
  };
}

/**
 * Keeps the one place taken that even an empty queue gives to a single
 * request: a version from the future makes the server wait for it.
 */
async function occupy(
  endpoint: Endpoint,
  token: string,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const wait = ask(endpoint, {
      path: '/api/v1/pods?limit=1&resourceVersion=999999999',
      token,
      signal,
    });
    // Turned away itself, or given up when the work is done.
    await wait.catch(() => undefined);
    await sleep(20, undefined, { signal }).catch(() => undefined);
  }
}

/** The contract's means on a real control plane. */
export async function realSide(
  environment: Environment,
  cluster: Cluster,
): Promise<ContractSide> {
  const { admin, endpoint } = cluster;
  const readerToken = await createReader(cluster);
  const status = async () =>
    (await admin.call({ path: '/api/v1/pods?limit=1', token: readerToken }))
      .status;
  await admin.until(
    'the reader may read',
    async () => (await status()) === 200,
  );
  // A kind that was installed a moment ago is 429 until its storage is there.
  await admin.until('custom kinds are served', async () => {
    const path = '/apis/serving.kserve.io/v1beta1/inferenceservices?limit=1';
    return (await admin.call({ path, token: readerToken })).status === 200;
  });
  return {
    name: `${cluster.name}, a real API server`,
    endpoint,
    readerToken,
    readerName: READER_NAME,
    admin,
    nodeName: cluster.nodeNames[0] ?? '',
    async expireHistory() {
      const configMaps = '/api/v1/configmaps?limit=1';
      const { metadata } = listSchema.parse(
        (await admin.must({ path: configMaps })).json(),
      );
      const nextPage = `${configMaps}&continue=${encodeURIComponent(
        metadata.continue ?? '',
      )}`;
      await environment.compact();
      await admin.until(
        'the API server has heard that history is forgotten',
        async () => (await admin.call({ path: nextPage })).status === 410,
      );
    },
    // The watch cache knows nothing from before its server was started.
    expiredVersion: async () => '1',
    async whileOverloaded(work) {
      const { level, schema } = overload();
      await admin.apply(level);
      await admin.apply(schema);
      const busy = new AbortController();
      const occupants = [1, 2].map(() =>
        occupy(endpoint, readerToken, busy.signal),
      );
      try {
        await admin.until(
          'the reader is turned away',
          async () => (await status()) === 429,
        );
        await work();
      } finally {
        busy.abort();
        await Promise.all(occupants);
        await admin.remove(schema);
        await admin.remove(level);
        await admin.until(
          'the reader is let in again',
          async () => (await status()) === 200,
        );
      }
    },
  };
}
