import { CREATED, type Json } from './objects';

// Objects of dynamic resource allocation, as Kubernetes v1.36 serves them.

/** A whole GPU as NVIDIA's driver v0.4 publishes it. */
export function gpuDevice(name: string, options: Json = {}): Json {
  return {
    name,
    attributes: {
      type: { string: 'gpu' },
      uuid: { string: `GPU-${name}` },
      productName: { string: 'NVIDIA H100 80GB HBM3' },
    },
    capacity: { memory: { value: '80Gi' } },
    ...options,
  };
}

/** A MIG instance of a GPU. */
export function migDevice(
  name: string,
  parent: string,
  options: Json = {},
): Json {
  return {
    name,
    attributes: {
      type: { string: 'mig' },
      uuid: { string: `MIG-${name}` },
      parentUUID: { string: `GPU-${parent}` },
      profile: { string: '1g.10gb' },
      productName: { string: 'NVIDIA H100 80GB HBM3' },
    },
    capacity: { memory: { value: '10Gi' } },
    ...options,
  };
}

export function resourceSlice(
  name: string,
  options: {
    driver?: string;
    pool?: string;
    generation?: number;
    slices?: number;
    node?: string;
    devices: readonly Json[];
  },
): Json {
  return {
    kind: 'ResourceSlice',
    metadata: meta(name),
    spec: {
      driver: options.driver ?? 'gpu.nvidia.com',
      pool: {
        name: options.pool ?? options.node ?? name,
        generation: options.generation ?? 1,
        resourceSliceCount: options.slices ?? 1,
      },
      ...(options.node ? { nodeName: options.node } : { allNodes: true }),
      devices: options.devices,
    },
  };
}

export function deviceClass(
  name: string,
  options: { expression?: string; extendedResourceName?: string } = {},
): Json {
  return {
    kind: 'DeviceClass',
    metadata: meta(name),
    spec: {
      ...(options.extendedResourceName && {
        extendedResourceName: options.extendedResourceName,
      }),
      selectors: [
        {
          cel: {
            expression:
              options.expression ??
              `device.driver == 'gpu.nvidia.com' && device.attributes['gpu.nvidia.com'].type == 'gpu'`,
          },
        },
      ],
    },
  };
}

/** Asks for devices of a class and, when it has `devices`, was given them. */
export function resourceClaim(
  name: string,
  options: {
    namespace?: string;
    deviceClass?: string;
    count?: number;
    requests?: readonly Json[];
    /** `pool/device` of the driver. */
    devices?: readonly string[];
    admin?: boolean;
    driver?: string;
    pods?: readonly string[];
  } = {},
): Json {
  const admin = options.admin ? { adminAccess: true } : {};
  const { devices, count } = options;
  return {
    kind: 'ResourceClaim',
    metadata: { ...meta(name), namespace: options.namespace ?? 'chat' },
    spec: {
      devices: {
        requests: options.requests ?? [
          {
            name: 'gpu',
            exactly: {
              deviceClassName: options.deviceClass ?? 'gpu.nvidia.com',
              allocationMode: 'ExactCount',
              count: count ?? devices?.length ?? 1,
              ...admin,
            },
          },
        ],
      },
    },
    status: devices
      ? {
          allocation: {
            devices: {
              results: devices.map(each => {
                const [pool, device] = each.split('/');
                return {
                  request: 'gpu',
                  driver: options.driver ?? 'gpu.nvidia.com',
                  pool,
                  device,
                  ...admin,
                };
              }),
            },
          },
          reservedFor: (options.pods ?? []).map(pod => ({
            resource: 'pods',
            name: pod,
            uid: `pod-${pod}`,
          })),
        }
      : {},
  };
}

/** What makes a pod of the fixtures claim devices instead of asking for them. */
export function claiming(...claims: readonly string[]): {
  gpus: number;
  spec: Json;
} {
  return {
    gpus: 0,
    spec: {
      resourceClaims: claims.map(claim => ({
        name: claim,
        resourceClaimName: claim,
      })),
    },
  };
}

function meta(name: string): Json {
  return {
    name,
    uid: `uid-${name}`,
    resourceVersion: '1',
    creationTimestamp: CREATED,
  };
}
