import {
  checkOverlay,
  checkPodSecurity,
  checkRoom,
  kindsOf,
  OwnSchemas,
  resolveOverlay,
  type CheckedOverlay,
  type ClusterSnapshot,
  type ClusterSummary,
  type ClusterValidation,
  type ServiceFiles,
  type ValidationReport,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { ClusterSchemas } from './ClusterSchemas';

/** What is checked, for somebody who may. */
export interface FilesToValidate {
  /** By path below the service's folder. */
  readonly files: ServiceFiles;
  readonly namespace: string;
  /** As the plan of the change has them. */
  readonly clusters: readonly ClusterSummary[];
  /** What the caller may see of a cluster. */
  snapshotOf(cluster: string): ClusterSnapshot | undefined;
}

/** Checks the files of services against what clusters serve. */
export class FileValidation {
  readonly #schemas: Pick<ClusterSchemas, 'read'>;
  readonly #ownSchemas = OwnSchemas.create();

  static create(schemas: Pick<ClusterSchemas, 'read'>): FileValidation {
    return new FileValidation(schemas);
  }

  private constructor(schemas: Pick<ClusterSchemas, 'read'>) {
    this.#schemas = schemas;
  }

  async run(
    request: FilesToValidate,
    signal: AbortSignal,
  ): Promise<ValidationReport> {
    const clusters = await Promise.all(
      request.clusters.map(cluster => this.#check(cluster, request, signal)),
    );
    return {
      valid: clusters.every(({ problems }) =>
        problems.every(({ severity }) => severity !== 'error'),
      ),
      clusters,
    };
  }

  async #check(
    cluster: ClusterSummary,
    request: FilesToValidate,
    signal: AbortSignal,
  ): Promise<ClusterValidation> {
    const { files, namespace } = request;
    const overlay = resolveOverlay(files, cluster.name);
    const known = whyAway(cluster);
    const answer = await this.#schemas.read(cluster.name, kindsOf(overlay), {
      signal,
      ...(known !== undefined && { known }),
    });
    const found = checkOverlay({
      overlay,
      namespace,
      schemaOf: kind => answer.answerOf(kind),
      ownSchemaOf: kind => this.#ownSchemas.find(kind),
    });
    const room = checkRoom({
      cluster: request.snapshotOf(cluster.name),
      name: cluster.name,
      namespace,
      overlay,
    });
    const { name, title, simulated, state } = cluster;
    const { objects, checked, checkedByOwn, ownSchemas, notes } = found;
    return {
      cluster: { name, title, simulated, state },
      status: statusOf(found),
      objects,
      checked,
      ...(checkedByOwn > 0 && { checkedByOwn, ownSchemas: [...ownSchemas] }),
      ...(answer.servedAt && { schemasAt: answer.servedAt.toISOString() }),
      notes: [
        ...(answer.away !== undefined && answer.servedAt
          ? [
              `Checked against what the cluster served last, since ${answer.away}.`,
            ]
          : []),
        ...notes,
        ...room.notes,
      ],
      problems: [
        ...found.problems,
        ...checkPodSecurity(overlay.manifests),
        ...room.problems,
      ],
    };
  }
}

/** A cluster that did not answer a moment ago is not waited for again. */
function whyAway({ state }: ClusterSummary): string | undefined {
  switch (state.status) {
    case 'unreachable':
    case 'unauthorized':
      return `the cluster is ${state.status}`;
    case 'unsupported':
      return 'the cluster cannot be asked in the background';
    default:
      return undefined;
  }
}

function statusOf({
  objects,
  checked,
  checkedByOwn,
}: CheckedOverlay): ClusterValidation['status'] {
  if (objects > 0 && checked === objects) {
    return 'checked';
  }
  if (objects > 0 && checkedByOwn === objects) {
    return 'ownSchemas';
  }
  return checked + checkedByOwn > 0 ? 'partly' : 'notChecked';
}
