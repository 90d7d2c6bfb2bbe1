import assert from 'node:assert/strict';
import { CUSTOM_RESOURCES } from '../../environment/customResources';
import { definitionOf, installDefinition } from '../../environment/definitions';
import type { Cluster } from '../../environment/Cluster';
import type { KubernetesObject } from '../../kubernetes/objects';
import { NAMESPACE, RECHECKED_WITHIN_MS, type ProductCase } from '../case';
import { ANNOTATIONS } from '../objects';
import type { Product } from '../Product';
import { BUILT_IN_KINDS } from './builtIn';
import { GRAPH_KINDS } from './graphs';
import type { ReportedState, ServingKind } from './kind';
import { KSERVE_KINDS } from './kserve';
import { OPERATOR_KINDS } from './operators';
import { SET_KINDS } from './sets';

const KINDS = [
  ...BUILT_IN_KINDS,
  ...KSERVE_KINDS,
  ...SET_KINDS,
  ...OPERATOR_KINDS,
  ...GRAPH_KINDS,
];

const NAME = 'kind-tested';

/** The kind's whole schema, so that a status is one that it really can have. */
async function installWhole(
  cluster: Cluster,
  { apiVersion, kind }: ServingKind,
  folder: string | undefined,
): Promise<void> {
  const [group = '', version] = apiVersion.split('/');
  const resource = CUSTOM_RESOURCES.find(
    each => each.group === group && each.kind === kind,
  );
  if (!resource) {
    assert.equal(`${group}/${version}`, 'apps/v1', `${kind} is not served`);
    return;
  }
  await installDefinition(
    cluster.admin,
    await definitionOf(resource, { folder, full: true }),
  );
}

async function report(
  { admin }: Cluster,
  kind: ServingKind,
  state: ReportedState,
): Promise<KubernetesObject> {
  const head = { apiVersion: kind.apiVersion, kind: kind.kind };
  const metadata = { name: NAME, namespace: NAMESPACE };
  const applied = await admin.apply({
    ...head,
    metadata: {
      ...metadata,
      annotations: { ...ANNOTATIONS, ...state.annotations },
    },
    ...kind.fields,
    ...state.fields,
  });
  if (state.status) {
    const generation = Number(applied.metadata.generation);
    await admin.applyStatus({
      ...head,
      metadata,
      status: state.status(generation),
    });
  }
  return { ...head, metadata };
}

function rowsOf(product: Product, cluster: Cluster, kind: string) {
  return async () => {
    const rows = await product.rollouts('component', 'chat');
    return rows.find(
      ({ cluster: { name }, workload }) =>
        name === cluster.name &&
        workload?.ref.kind === kind &&
        workload.ref.name === NAME,
    );
  };
}

/** What users are told of every kind in every state, as a real API server has them. */
export function kindCases(folder: string | undefined): ProductCase[] {
  return KINDS.flatMap(kind => [
    ...kind.states.map(
      (state, index): ProductCase => ({
        name: `kinds: ${kind.kind} (${kind.apiVersion}) that ${state.that} is ${state.verdict}, ${state.reason}`,
        async run({ product, us }) {
          if (index === 0) await installWhole(us, kind, folder);
          const object = await report(us, kind, state);
          try {
            await product.until(
              `the ${kind.kind} is ${state.verdict} for ${state.reason}`,
              rowsOf(product, us, kind.kind),
              row =>
                row?.judgement.verdict === state.verdict &&
                row.judgement.reason === state.reason,
              RECHECKED_WITHIN_MS,
            );
          } finally {
            await us.admin.remove(object);
          }
        },
      }),
    ),
  ]);
}
