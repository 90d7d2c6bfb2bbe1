// Holds the fields that projections read against the CRDs that define them:
// a field that was renamed upstream must not be read as absent for ever. The
// CRDs are not part of this repository; `npm run test:reference` says where
// they are.
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const CONDITIONS = [
  'type',
  'status',
  'reason',
  'message',
  'lastTransitionTime',
].map(field => `status.conditions[].${field}`);

/** What a Kustomization and a HelmRelease have in common. */
const FLUX = [
  'spec.kubeConfig.secretRef.name',
  'spec.kubeConfig.configMapRef.name',
  'status.observedGeneration',
  'status.inventory.entries[].id',
  ...CONDITIONS,
  'status.conditions[].observedGeneration',
];

/** Fields that we read, by kind. `[]` is any item of a list. */
const FIELDS = {
  'serving.kserve.io/InferenceService': {
    version: 'v1beta1',
    paths: [
      'spec.predictor.name',
      'spec.predictor.minReplicas',
      'spec.predictor.maxReplicas',
      'spec.predictor.canaryTrafficPercent',
      'spec.predictor.nodeSelector',
      'spec.predictor.containers[].image',
      'spec.predictor.storageUris[].uri',
      'spec.predictor.model.modelFormat.name',
      'spec.predictor.model.runtime',
      'spec.predictor.model.storageUri',
      'spec.predictor.model.args',
      'spec.predictor.model.resources.limits',
      'spec.predictor.sklearn.storageUri',
      'spec.canary[].trafficPercent',
      'spec.canary[].predictor.name',
      'status.url',
      'status.deploymentMode',
      'status.servingRuntimeName',
      'status.clusterServingRuntimeName',
      'status.conditions[].type',
      'status.conditions[].severity',
      'status.conditions[].lastTransitionTime',
      'status.canaryStatuses[].name',
      'status.canaryStatuses[].ready',
      'status.components.*.latestReadyRevision',
      'status.components.*.latestCreatedRevision',
      'status.components.*.traffic[].revisionName',
      'status.components.*.traffic[].percent',
      'status.modelStatus.transitionStatus',
      'status.modelStatus.states.activeModelState',
      'status.modelStatus.states.targetModelState',
      'status.modelStatus.lastFailureInfo.reason',
      'status.modelStatus.lastFailureInfo.message',
      'status.modelStatus.lastFailureInfo.time',
    ],
  },
  'argoproj.io/Application': {
    version: 'v1alpha1',
    paths: [
      'spec.source.repoURL',
      'spec.source.path',
      'spec.source.targetRevision',
      'spec.sources[].repoURL',
      'spec.sources[].path',
      'spec.destination.name',
      'spec.destination.server',
      'spec.destination.namespace',
      'spec.syncPolicy.automated.enabled',
      'status.sync.status',
      'status.sync.revision',
      'status.sync.revisions',
      'status.operationState.phase',
      'status.operationState.message',
      'status.operationState.startedAt',
      'status.operationState.finishedAt',
      'status.operationState.retryCount',
      'status.operationState.syncResult.revision',
      'status.operationState.syncResult.revisions',
      'status.history[].id',
      'status.history[].revision',
      'status.history[].revisions',
      'status.history[].deployedAt',
      'status.resources[].group',
      'status.resources[].kind',
      'status.resources[].namespace',
      'status.resources[].name',
      'status.resources[].status',
      'status.conditions[].type',
      'status.conditions[].message',
      'status.conditions[].lastTransitionTime',
    ],
  },
  'kaito.sh/Workspace': {
    version: 'v1beta1',
    paths: [
      'resource.count',
      'inference.preset.name',
      'inference.template',
      'tuning',
      'status.state',
      ...CONDITIONS,
      'status.conditions[].observedGeneration',
    ],
  },
  'kaito.sh/InferenceSet': {
    version: 'v1beta1',
    paths: [
      'spec.replicas',
      'spec.template',
      'status.readyReplicas',
      ...CONDITIONS,
      'status.conditions[].observedGeneration',
    ],
  },
  'apps.nvidia.com/NIMService': {
    version: 'v1alpha1',
    paths: [
      'spec.image.repository',
      'spec.image.tag',
      'spec.env',
      'spec.args',
      'spec.resources.limits',
      'spec.nodeSelector',
      'spec.replicas',
      'spec.scale.enabled',
      'spec.scale.hpa.minReplicas',
      'spec.multiNode.parallelism.pipeline',
      'status.state',
      'status.availableReplicas',
      'status.model.clusterEndpoint',
      'status.model.externalEndpoint',
      ...CONDITIONS,
    ],
  },
  'ray.io/RayService': {
    version: 'v1',
    paths: [
      'spec.serveConfigV2',
      'spec.suspend',
      'spec.rayClusterConfig.headGroupSpec.template',
      'spec.rayClusterConfig.workerGroupSpecs[].replicas',
      'spec.rayClusterConfig.workerGroupSpecs[].numOfHosts',
      'spec.rayClusterConfig.workerGroupSpecs[].template.spec.containers[].image',
      'status.serviceStatus',
      'status.numServeEndpoints',
      'status.observedGeneration',
      ...CONDITIONS,
      ...['activeServiceStatus', 'pendingServiceStatus'].flatMap(cluster => [
        `status.${cluster}.rayClusterName`,
        `status.${cluster}.trafficRoutedPercent`,
        `status.${cluster}.rayClusterStatus.desiredWorkerReplicas`,
        `status.${cluster}.rayClusterStatus.readyWorkerReplicas`,
        `status.${cluster}.applicationStatuses.*.status`,
        `status.${cluster}.applicationStatuses.*.message`,
      ]),
    ],
  },
  'kubeai.org/Model': {
    version: 'v1',
    paths: [
      'spec.url',
      'spec.engine',
      'spec.image',
      'spec.replicas',
      'spec.minReplicas',
      'spec.autoscalingDisabled',
      'spec.cacheProfile',
      'status.replicas.all',
      'status.replicas.ready',
      'status.cache.loaded',
    ],
  },
  'orchestration.aibrix.ai/StormService': {
    version: 'v1alpha1',
    paths: [
      'spec.replicas',
      'spec.paused',
      'spec.template.spec.roles[].name',
      'spec.template.spec.roles[].replicas',
      'spec.template.spec.roles[].podGroupSize',
      'spec.template.spec.roles[].template.spec.containers[].image',
      'status.observedGeneration',
      'status.replicas',
      'status.readyReplicas',
      'status.updatedReplicas',
      'status.updatedReadyReplicas',
      'status.currentRevision',
      'status.updateRevision',
      ...CONDITIONS,
    ],
  },
  'source.toolkit.fluxcd.io/GitRepository': {
    version: 'v1',
    paths: [
      'spec.url',
      'spec.suspend',
      'status.artifact.revision',
      ...CONDITIONS,
    ],
  },
  'kustomize.toolkit.fluxcd.io/Kustomization': {
    version: 'v1',
    paths: [
      'spec.path',
      'spec.suspend',
      'spec.wait',
      'spec.healthChecks[].name',
      ...FLUX,
      'spec.sourceRef.kind',
      'spec.sourceRef.name',
      'spec.sourceRef.namespace',
      'status.lastAppliedRevision',
      'status.lastAttemptedRevision',
      'status.lastAppliedOriginRevision',
      'status.history[].firstReconciled',
      'status.history[].lastReconciledStatus',
    ],
  },
  'helm.toolkit.fluxcd.io/HelmRelease': {
    version: 'v2',
    paths: [
      'spec.suspend',
      ...FLUX,
      'spec.chart.spec.chart',
      'spec.chart.spec.sourceRef.kind',
      'spec.chart.spec.sourceRef.name',
      'spec.chart.spec.sourceRef.namespace',
      'spec.chartRef.kind',
      'status.lastAttemptedRevision',
      'status.history[].status',
      'status.history[].chartVersion',
      'status.history[].lastDeployed',
    ],
  },
};

/** Whether a schema has the field, or leaves it open. */
function has(schema, [step, ...rest]) {
  if (!schema) return false;
  if (step === undefined || schema['x-kubernetes-preserve-unknown-fields']) {
    return true;
  }
  if (step === '[]') return has(schema.items, rest);
  const next =
    step === '*' ? schema.additionalProperties : schema.properties?.[step];
  return has(next, rest);
}

/**
 * Checks `crds/` of a reference folder.
 *
 * @param {string} reference
 * @returns {{ name: string, ok: boolean, detail: string }[]}
 */
export function checkCrdFields(reference) {
  return Object.entries(FIELDS).flatMap(([kind, { version, paths }]) => {
    const file = path.join(reference, 'crds', `${kind}.yaml`);
    const crd = parse(fs.readFileSync(file, 'utf8'));
    const served = crd.spec.versions.find(({ name }) => name === version);
    const schema = served?.schema?.openAPIV3Schema;
    return paths.map(field => {
      const ok = has(schema, field.replaceAll('[]', '.[]').split('.'));
      return {
        name: `${kind} ${version} has ${field}`,
        ok,
        detail: ok ? 'as its CRD says' : 'its CRD has no such field',
      };
    });
  });
}
