import {
  renderService,
  type ServiceRequest,
} from '@modelfleet/backstage-plugin-model-serving-common';
import assert from 'node:assert/strict';
import { applyPatch, type Operation } from 'fast-json-patch';
import { parse } from 'yaml';
import { z } from 'zod';
import { CUSTOM_RESOURCES } from '../environment/customResources';
import { definitionOf, installDefinition } from '../environment/definitions';
import { collectionPath, kubernetesObjectSchema } from '../kubernetes/objects';
import { NAMESPACE, type ProductCase } from './case';

const REQUEST: ServiceRequest = {
  service: 'rendered',
  tenant: 'chat',
  owner: 'group:default/chat-team',
  namespace: NAMESPACE,
  modelRef: 'model:default/tested',
  model: {
    name: 'tested',
    artifact: {
      name: 'bf16',
      uri: 'hf://example/tested',
      revision: '0e9e39f249a16976918f6564b8830bc894c89659',
      format: 'safetensors',
    },
  },
  placements: [
    {
      cluster: 'edge-plant',
      product: 'NVIDIA-L4',
      replicas: 1,
      gpusPerReplica: 1,
    },
    { cluster: 'cloud-eu', replicas: 3, gpusPerReplica: 4 },
    {
      cluster: 'cloud-us',
      replicas: 1,
      gpusPerReplica: 2,
      resourceName: 'amd.com/gpu',
    },
  ],
};

const overlaySchema = z.looseObject({
  namespace: z.string().optional(),
  patches: z.array(z.looseObject({ patch: z.string() })).optional(),
});

/** The operations that kustomize would apply; the renderer writes no others. */
function operationsOf(overlay: z.infer<typeof overlaySchema>): Operation[] {
  return (overlay.patches ?? []).flatMap(({ patch }) => parse(patch));
}

/** That what the wizard writes is what a real cluster takes. */
export function manifestCases(folder: string | undefined): ProductCase[] {
  return REQUEST.placements.map(({ cluster }) => ({
    name: `manifests: what the wizard renders for ${cluster} passes strict validation${
      folder ? " by KServe's own schema" : ''
    }`,
    async run({ edge }) {
      const kserve = CUSTOM_RESOURCES.find(
        ({ kind }) => kind === 'InferenceService',
      );
      if (!kserve) throw new Error('InferenceService is not among the kinds');
      await installDefinition(
        edge.admin,
        await definitionOf(kserve, { folder, full: true }),
      );
      const { files } = renderService(REQUEST);
      const overlay = overlaySchema.parse(
        parse(files.get(`clusters/${cluster}/kustomization.yaml`) ?? ''),
      );
      const object = kubernetesObjectSchema.parse(
        applyPatch(
          parse(files.get('base/inferenceservice.yaml') ?? ''),
          operationsOf(overlay),
          true,
        ).newDocument,
      );
      object.metadata.namespace = overlay.namespace ?? NAMESPACE;
      const path = `${collectionPath(
        object,
      )}?dryRun=All&fieldValidation=Strict`;
      const create = (body: unknown) =>
        edge.admin.call({ method: 'POST', path, body: JSON.stringify(body) });
      const answer = await create(object);
      assert.equal(answer.status, 201, answer.text);
      if (folder) {
        // The proof that something was checked.
        const wrong = await create({ ...object, spec: { predicter: {} } });
        assert.ok([400, 422].includes(wrong.status), wrong.text);
      }
    },
  }));
}
