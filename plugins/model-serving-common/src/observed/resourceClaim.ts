import { allocationResource } from './deviceClass';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';

/** Devices that a claim asks for. @public */
export interface DeviceRequestRecord {
  /** The one it asks for; of several that would do, the one it likes best. */
  readonly deviceClass: string;
  /** Absent when it asks for all that there are. */
  readonly count?: number;
  /** It looks at devices that others use, and uses none. */
  readonly admin?: true;
}

/** A device that a claim was given. @public */
export interface AllocatedDeviceRecord {
  readonly driver: string;
  readonly pool: string;
  readonly device: string;
  readonly admin?: true;
}

/** A claim to devices, of one pod or of several. @public */
export interface ResourceClaimRecord extends ObservedRecord {
  readonly requests: readonly DeviceRequestRecord[];
  /** Absent until it is given any. */
  readonly allocated?: readonly AllocatedDeviceRecord[];
  /** The uid of the first pod that may use it. */
  readonly firstPod?: string;
}

/** What the claim of a pod will ask for. @public */
export interface ResourceClaimTemplateRecord extends ObservedRecord {
  readonly requests: readonly DeviceRequestRecord[];
}

/** The projection of claims, `resource.k8s.io/v1.ResourceClaim`. @public */
export const resourceClaimProjection: Projection<ResourceClaimRecord> = {
  resource: allocationResource('ResourceClaim', 'resourceclaims'),
  project(raw) {
    const claim = ObjectReader.create(raw, 'ResourceClaim');
    const status = claim.object('status');
    const [first] = status.list('reservedFor');
    const firstPod = first?.optionalString('uid');
    return {
      meta: readMeta(claim, () => false),
      requests: readRequests(claim.object('spec')),
      ...(status.has('allocation') && {
        allocated: status
          .object('allocation')
          .object('devices')
          .list('results')
          .map(readAllocated),
      }),
      ...(firstPod && { firstPod }),
    };
  },
};

/** The projection of templates, `resource.k8s.io/v1.ResourceClaimTemplate`. @public */
export const resourceClaimTemplateProjection: Projection<ResourceClaimTemplateRecord> =
  {
    resource: allocationResource(
      'ResourceClaimTemplate',
      'resourceclaimtemplates',
    ),
    project(raw) {
      const template = ObjectReader.create(raw, 'ResourceClaimTemplate');
      return {
        meta: readMeta(template, () => false),
        requests: readRequests(template.object('spec').object('spec')),
      };
    },
  };

/**
 * In `v1` and `v1beta2` what is asked for is below `exactly`, in `v1beta1` it
 * is in the request itself; `firstAvailable` lists ways to be served, the best
 * first.
 */
function readRequests(spec: ObjectReader): readonly DeviceRequestRecord[] {
  return spec
    .object('devices')
    .list('requests')
    .flatMap(request => {
      const [best] = request.list('firstAvailable');
      const asked =
        best ?? (request.has('exactly') ? request.object('exactly') : request);
      const deviceClass = asked.optionalString('deviceClassName');
      if (!deviceClass) return [];
      const all = asked.optionalString('allocationMode') === 'All';
      return [
        {
          deviceClass,
          ...(!all && { count: asked.optionalQuantity('count') ?? 1 }),
          ...isAdmin(asked),
        },
      ];
    });
}

function readAllocated(result: ObjectReader): AllocatedDeviceRecord {
  return {
    driver: result.string('driver'),
    pool: result.string('pool'),
    device: result.string('device'),
    ...isAdmin(result),
  };
}

function isAdmin(reader: ObjectReader): { admin?: true } {
  return reader.optionalBoolean('adminAccess') ? { admin: true } : {};
}
