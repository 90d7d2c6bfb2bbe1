import { parseQuantity, type Amounts } from '../observed';
import { isPlainObject, type Manifest } from '../validation/manifests/types';
import { identityOf } from '../validation/manifests/transform';
import { defaultSurge, type ContainerAsk, type NamespaceAsk } from './ask';
import { addUp, fieldsAt, fieldsOf, textOf, type Fields } from './fields';
import { QUEUE_LABEL } from './queues';

/** What runs pods, with what is known of them. */
interface Runner {
  readonly name: string;
  readonly replicas: number;
  readonly most: number;
  readonly surge: number;
  readonly containers: readonly ContainerAsk[];
  readonly queue?: string;
}

/**
 * What the objects of an overlay ask of their namespace, one entry for each
 * that runs pods; the first has the objects themselves beside.
 *
 * @param manifests - Resolved, as a cluster would get them.
 * @public
 */
export function asksOfManifests(
  manifests: readonly Manifest[],
): NamespaceAsk[] {
  const objects = countsOf(manifests);
  return manifests
    .flatMap(({ object }) => runnerOf(object) ?? [])
    .map(runner => scaled(runner, manifests))
    .map(({ containers, most, replicas, surge, queue }, index) => ({
      replicas,
      ...(most > replicas && { most }),
      surge,
      containers,
      requests: addUp(containers.map(({ requests }) => requests)),
      limits: addUp(containers.map(({ limits }) => limits)),
      ...(queue !== undefined && { queue }),
      ...(index === 0 && { objects }),
    }));
}

function runnerOf(object: Fields): Runner | undefined {
  const { kind, name } = identityOf(object);
  switch (kind) {
    case 'Deployment':
    case 'StatefulSet': {
      const spec = fieldsAt(object, 'spec');
      const template = fieldsAt(spec, 'template');
      const replicas = numberOf(spec.replicas) ?? 1;
      return {
        name,
        replicas,
        most: replicas,
        surge:
          kind === 'Deployment'
            ? surgeOf(fieldsAt(spec, 'strategy'), replicas)
            : 0,
        containers: containersOf(fieldsAt(template, 'spec')),
        ...queueOf(object, fieldsAt(template, 'metadata')),
      };
    }
    case 'InferenceService': {
      const predictor = fieldsAt(fieldsAt(object, 'spec'), 'predictor');
      const replicas = numberOf(predictor.minReplicas) ?? 1;
      const model = fieldsOf(predictor.model);
      return {
        // KServe calls the Deployment so.
        name: `${name}-predictor`,
        replicas,
        most: Math.max(replicas, numberOf(predictor.maxReplicas) ?? replicas),
        surge: surgeOf(fieldsAt(predictor, 'deploymentStrategy'), replicas),
        containers: [
          ...containersOf(predictor),
          ...(model ? [containerOf(model)] : []),
        ],
        ...queueOf(object, predictor),
      };
    }
    default:
      return undefined;
  }
}

/** An autoscaler decides how many there are. */
function scaled(runner: Runner, manifests: readonly Manifest[]): Runner {
  for (const { object } of manifests) {
    const spec = fieldsAt(object, 'spec');
    const { kind } = identityOf(object);
    const isOurs = fieldsAt(spec, 'scaleTargetRef').name === runner.name;
    const [least, most] =
      kind === 'ScaledObject'
        ? [spec.minReplicaCount, spec.maxReplicaCount]
        : [spec.minReplicas, spec.maxReplicas];
    if (
      isOurs &&
      (kind === 'ScaledObject' || kind === 'HorizontalPodAutoscaler')
    ) {
      const replicas = numberOf(least) ?? 1;
      return {
        ...runner,
        replicas,
        most: Math.max(replicas, numberOf(most) ?? replicas),
      };
    }
  }
  return runner;
}

function surgeOf(strategy: Fields, replicas: number): number {
  if (strategy.type === 'Recreate') {
    return 0;
  }
  const { maxSurge } = fieldsAt(strategy, 'rollingUpdate');
  const share =
    typeof maxSurge === 'string' ? /^(\d+)%$/.exec(maxSurge)?.[1] : undefined;
  return share === undefined
    ? numberOf(maxSurge) ?? defaultSurge(replicas)
    : Math.ceil((replicas * Number(share)) / 100);
}

function containersOf(pod: Fields): ContainerAsk[] {
  return listOf(pod.containers).map(containerOf);
}

function containerOf(container: Fields): ContainerAsk {
  const resources = fieldsAt(container, 'resources');
  const limits = amountsOf(fieldsAt(resources, 'limits'));
  return {
    // A limit without a request is the request, too.
    requests: { ...limits, ...amountsOf(fieldsAt(resources, 'requests')) },
    limits,
  };
}

function amountsOf(quantities: Fields): Amounts {
  return Object.fromEntries(
    Object.entries(quantities).flatMap(([name, value]) => {
      const amount =
        typeof value === 'number' ? value : parseQuantity(String(value));
      return amount === undefined ? [] : [[name, amount] as const];
    }),
  );
}

function queueOf(object: Fields, pod: Fields): { queue?: string } {
  const queue =
    textOf(fieldsAt(pod, 'labels')[QUEUE_LABEL]) ??
    textOf(fieldsAt(fieldsAt(object, 'metadata'), 'labels')[QUEUE_LABEL]);
  return queue === undefined ? {} : { queue };
}

/** Objects as quotas count them (`count/<plural>.<group>`), and their storage. */
function countsOf(manifests: readonly Manifest[]): Amounts {
  const counts: Record<string, number> = {};
  const add = (name: string, amount: number) => {
    counts[name] = (counts[name] ?? 0) + amount;
  };
  for (const { object } of manifests) {
    const { group, kind } = identityOf(object);
    const plural = pluralOf(kind);
    add(group ? `${plural}.${group}` : plural, 1);
    if (kind === 'PersistentVolumeClaim') {
      const spec = fieldsAt(object, 'spec');
      const requests = fieldsAt(fieldsAt(spec, 'resources'), 'requests');
      const storage = amountsOf(requests).storage ?? 0;
      const storageClass = textOf(spec.storageClassName);
      add('requests.storage', storage);
      if (storageClass) {
        const prefix = `${storageClass}.storageclass.storage.k8s.io`;
        add(`${prefix}/requests.storage`, storage);
        add(`${prefix}/persistentvolumeclaims`, 1);
      }
    }
  }
  return counts;
}

function pluralOf(kind: string): string {
  const name = kind.toLocaleLowerCase('en-US');
  if (name.endsWith('y')) {
    return `${name.slice(0, -1)}ies`;
  }
  return name.endsWith('s') ? `${name}es` : `${name}s`;
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isPlainObject) : [];
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : undefined;
}
