import { readConditions, type ConditionRecord } from './condition';
import type { DeliveredObject } from './deliveredObjects';
import {
  readKubeConfig,
  readRevision,
  readSourceRef,
  type FluxSourceRef,
} from './flux';
import { readInventory } from './fluxInventory';
import { readMeta } from './metadata';
import { ObjectReader } from './ObjectReader';
import type { ObservedRecord, Projection } from './resource';

const READ_CONDITIONS: ReadonlySet<string> = new Set([
  'Ready',
  'Reconciling',
  'Stalled',
  'Released',
]);

/**
 * A Flux HelmRelease: a chart, installed in a cluster.
 *
 * @public
 */
export interface HelmReleaseRecord extends ObservedRecord {
  readonly source?: FluxSourceRef;
  /** A name, or a folder where the source is a Git repository. */
  readonly chart?: string;
  readonly suspend: boolean;
  readonly kubeConfig?: string;
  readonly observedGeneration?: number;
  /** The version of the chart that was tried last. */
  readonly attemptedRevision?: string;
  /** The newest release that Helm calls deployed. */
  readonly applied?: { readonly revision: string; readonly at?: string };
  readonly conditions: readonly ConditionRecord[];
  readonly objects: readonly DeliveredObject[];
}

/**
 * The projection of Flux HelmReleases, helm-controller v1.6
 * `helm.toolkit.fluxcd.io/v2`, which has no `lastAppliedRevision`: what is
 * applied is in the history of releases.
 *
 * @public
 */
export const helmReleaseProjection: Projection<HelmReleaseRecord> = {
  resource: {
    group: 'helm.toolkit.fluxcd.io',
    kind: 'HelmRelease',
    plural: 'helmreleases',
    versions: ['v2', 'v2beta2'],
  },
  project(raw) {
    const release = ObjectReader.create(raw, 'HelmRelease');
    const spec = release.object('spec');
    const status = release.object('status');
    const chartSpec = spec.object('chart').object('spec');
    const source =
      readSourceRef(chartSpec.object('sourceRef')) ??
      readSourceRef(spec.object('chartRef'));
    const chart = chartSpec.optionalString('chart');
    const kubeConfig = readKubeConfig(spec);
    const observedGeneration = status.optionalInteger('observedGeneration');
    const attemptedRevision = readRevision(status, 'lastAttemptedRevision');
    return {
      meta: readMeta(release),
      ...(source && { source }),
      ...(chart && { chart }),
      suspend: spec.optionalBoolean('suspend') ?? false,
      ...(kubeConfig && { kubeConfig }),
      ...(observedGeneration !== undefined && { observedGeneration }),
      ...(attemptedRevision && { attemptedRevision }),
      ...readApplied(status),
      conditions: readConditions(status, READ_CONDITIONS),
      objects: readInventory(status),
    };
  },
};

/** The history is newest first. */
function readApplied(status: ObjectReader): Pick<HelmReleaseRecord, 'applied'> {
  const deployed = status
    .list('history')
    .find(entry => entry.optionalString('status') === 'deployed');
  if (!deployed) return {};
  const at = deployed.optionalString('lastDeployed');
  return {
    applied: { revision: deployed.string('chartVersion'), ...(at && { at }) },
  };
}
