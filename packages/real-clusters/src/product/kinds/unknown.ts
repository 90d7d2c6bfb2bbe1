import assert from 'node:assert/strict';
import { openDefinition } from '../../environment/customResources';
import { installDefinition } from '../../environment/definitions';
import { NAMESPACE, type ProductCase } from '../case';
import { ANNOTATIONS } from '../objects';
import { conditions } from './kind';

const RESOURCE = {
  group: 'example.com',
  kind: 'ModelServer',
  plural: 'modelservers',
  versions: ['v1'],
};
const OBJECT = {
  apiVersion: 'example.com/v1',
  kind: 'ModelServer',
  metadata: {
    name: 'unknown-kind',
    namespace: NAMESPACE,
    annotations: ANNOTATIONS,
  },
};

/** What is not understood is not called healthy, whatever it says of itself. */
export const unknownKindCases: readonly ProductCase[] = [
  {
    name: 'kinds: an object of a kind that nobody knows is never a healthy row, though it claims to be ready',
    async run({ product, edge }) {
      await installDefinition(edge.admin, openDefinition(RESOURCE));
      await edge.admin.create({ ...OBJECT, spec: { model: 'example/tested' } });
      await edge.admin.applyStatus({
        ...OBJECT,
        status: {
          readyReplicas: 1,
          conditions: conditions({ Ready: 'True', Available: 'True' }),
        },
      });
      const version = (await product.cluster(edge.name))?.state.confirmedAt;
      // The cluster has said more since, so the object would have been seen.
      await product.until(
        'the cluster is confirmed again',
        async () => (await product.cluster(edge.name))?.state.confirmedAt,
        confirmedAt => confirmedAt !== version,
        60_000,
      );
      const rows = (await product.rollouts('component', 'chat')).filter(
        ({ cluster }) => cluster.name === edge.name,
      );
      assert.deepEqual(
        rows.map(({ workload, judgement }) => [
          workload?.ref.kind,
          judgement.verdict,
        ]),
        [[undefined, 'missing']],
      );
    },
  },
];
