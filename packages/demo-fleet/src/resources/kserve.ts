import { z } from 'zod';
import { conditions } from './conditions';
import { containerFields, placementFields } from './pod';
import { specResource } from './resource';

const modelSpec = z.looseObject({
  modelFormat: z.looseObject({
    name: z.string(),
    version: z.string().optional(),
  }),
  runtime: z.string().optional(),
  runtimeVersion: z.string().optional(),
  protocolVersion: z.enum(['v1', 'v2', 'grpc-v1', 'grpc-v2']).optional(),
  storageUri: z.string().optional(),
  name: z.string().optional(),
  ...containerFields,
});

/** The fields that every component of an InferenceService has. */
const extensionFields = {
  minReplicas: z.number().int().min(0).optional(),
  maxReplicas: z.number().int().min(0).optional(),
  scaleTarget: z.number().int().optional(),
  scaleMetric: z.enum(['cpu', 'memory', 'concurrency', 'rps']).optional(),
  containerConcurrency: z.number().int().min(0).optional(),
  timeout: z.number().int().optional(),
  canaryTrafficPercent: z.number().int().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
  deploymentStrategy: z
    .looseObject({
      type: z.enum(['Recreate', 'RollingUpdate']).optional(),
      rollingUpdate: z
        .looseObject({
          maxSurge: z.union([z.number().int(), z.string()]).optional(),
          maxUnavailable: z.union([z.number().int(), z.string()]).optional(),
        })
        .optional(),
    })
    .optional(),
};

const customContainer = z.looseObject({
  name: z.string().optional(),
  ...containerFields,
});

const predictor = z.looseObject({
  ...placementFields,
  ...extensionFields,
  model: modelSpec.optional(),
  containers: z.array(customContainer).optional(),
});

const failureInfo = z.looseObject({
  reason: z.string().optional(),
  message: z.string().optional(),
  exitCode: z.number().int().optional(),
});

const modelStatus = z.looseObject({
  transitionStatus: z.string(),
  states: z
    .object({
      activeModelState: z.string(),
      targetModelState: z.string(),
    })
    .optional(),
  copies: z
    .object({
      failedCopies: z.number().int(),
      totalCopies: z.number().int().optional(),
    })
    .optional(),
  lastFailureInfo: failureInfo.optional(),
});

export type ModelStatus = z.infer<typeof modelStatus>;

const inferenceServiceStatus = z.looseObject({
  url: z.string().optional(),
  address: z.looseObject({ url: z.string() }).optional(),
  conditions: conditions.optional(),
  observedGeneration: z.number().int().optional(),
  components: z
    .record(z.string(), z.looseObject({ url: z.string().optional() }))
    .optional(),
  modelStatus: modelStatus.optional(),
  deploymentMode: z.string().optional(),
  clusterServingRuntimeName: z.string().optional(),
});

export type InferenceServiceStatus = z.infer<typeof inferenceServiceStatus>;

/** Fields as in KServe v0.20, `pkg/apis/serving/v1beta1`. */
export const inferenceServiceResource = specResource(
  {
    group: 'serving.kserve.io',
    version: 'v1beta1',
    kind: 'InferenceService',
    plural: 'inferenceservices',
    shortNames: ['isvc'],
    description: 'A model that is served.',
  },
  z.looseObject({
    predictor,
    transformer: z.looseObject(extensionFields).optional(),
    explainer: z.looseObject(extensionFields).optional(),
  }),
  inferenceServiceStatus,
);

export type InferenceService = z.infer<typeof inferenceServiceResource.schema>;

export const servingRuntimeResource = specResource(
  {
    group: 'serving.kserve.io',
    version: 'v1alpha1',
    kind: 'ClusterServingRuntime',
    plural: 'clusterservingruntimes',
    namespaced: false,
    description: 'How models of a format are served, in any namespace.',
  },
  z.looseObject({
    disabled: z.boolean().optional(),
    protocolVersions: z.array(z.string()).optional(),
    supportedModelFormats: z
      .array(
        z.looseObject({
          name: z.string(),
          version: z.string().optional(),
          autoSelect: z.boolean().optional(),
          priority: z.number().int().optional(),
        }),
      )
      .optional(),
    containers: z.array(
      z.looseObject({ name: z.string(), ...containerFields }),
    ),
  }),
  z.looseObject({}),
);

export type ClusterServingRuntime = z.infer<
  typeof servingRuntimeResource.schema
>;
