import type { PlainObject } from '../manifests/types';
import type { GroupVersionKind, KindSchema } from '../schema/kindSchema';
import {
  EXTERNAL_SECRETS,
  GATEWAY_API,
  KEDA,
  PROMETHEUS_OPERATOR,
} from './addOns';
import { ARGO_CD, FLUX } from './delivery';
import { KSERVE } from './kserve';
import { KUBERNETES } from './kubernetes';
import { readNotation } from './notation';
import { POD } from './pod';

/** Kinds of one project, in the version whose fields we wrote down. */
interface Source {
  /** For a person, for example `KServe v0.20`. */
  readonly of: string;
  readonly apiVersion: string;
  readonly kinds: readonly string[];
}

const KUBERNETES_VERSION = 'Kubernetes 1.36';
const PROMETHEUS_OPERATOR_VERSION = 'Prometheus Operator v0.93';
const SOURCES: readonly Source[] = [
  {
    of: KUBERNETES_VERSION,
    apiVersion: 'v1',
    kinds: [
      'ConfigMap',
      'Namespace',
      'PersistentVolumeClaim',
      'ResourceQuota',
      'Service',
      'ServiceAccount',
    ],
  },
  { of: KUBERNETES_VERSION, apiVersion: 'apps/v1', kinds: ['Deployment'] },
  {
    of: KUBERNETES_VERSION,
    apiVersion: 'autoscaling/v2',
    kinds: ['HorizontalPodAutoscaler'],
  },
  {
    of: KUBERNETES_VERSION,
    apiVersion: 'policy/v1',
    kinds: ['PodDisruptionBudget'],
  },
  {
    of: KUBERNETES_VERSION,
    apiVersion: 'networking.k8s.io/v1',
    kinds: ['Ingress', 'NetworkPolicy'],
  },
  {
    of: KUBERNETES_VERSION,
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kinds: ['Role', 'RoleBinding'],
  },
  {
    of: 'KServe v0.20',
    apiVersion: 'serving.kserve.io/v1beta1',
    kinds: ['InferenceService'],
  },
  {
    of: 'Gateway API v1.6',
    apiVersion: 'gateway.networking.k8s.io/v1',
    kinds: ['HTTPRoute'],
  },
  { of: 'KEDA v2.20', apiVersion: 'keda.sh/v1alpha1', kinds: ['ScaledObject'] },
  {
    of: PROMETHEUS_OPERATOR_VERSION,
    apiVersion: 'monitoring.coreos.com/v1',
    kinds: ['PodMonitor', 'PrometheusRule'],
  },
  {
    of: 'External Secrets v2.9',
    apiVersion: 'external-secrets.io/v1',
    kinds: ['ExternalSecret'],
  },
  {
    of: 'Flux v2.9',
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kinds: ['Kustomization'],
  },
  {
    of: 'Flux v2.9',
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kinds: ['GitRepository'],
  },
  {
    of: 'Argo CD v3.5',
    apiVersion: 'argoproj.io/v1alpha1',
    kinds: ['AppProject', 'ApplicationSet'],
  },
];

/** A schema that was written down here. @public */
export interface OwnSchema {
  readonly schema: KindSchema;
  /** Whose fields these are, in which version: `KServe v0.20`. */
  readonly of: string;
}

/**
 * The schemas of every kind that services and repositories are rendered with,
 * as their projects had them in the version that is named: for clusters that
 * cannot be asked and never could. They know names, types and what must be
 * there; bounds, patterns and rules are left to the cluster.
 *
 * @public
 */
export class OwnSchemas {
  readonly #definitions: Readonly<Record<string, PlainObject>>;
  readonly #kinds: ReadonlyMap<string, OwnSchema>;

  static create(): OwnSchemas {
    return new OwnSchemas();
  }

  private constructor() {
    this.#definitions = Object.fromEntries(
      readNotation(
        [
          POD,
          KUBERNETES,
          KSERVE,
          GATEWAY_API,
          KEDA,
          PROMETHEUS_OPERATOR,
          EXTERNAL_SECRETS,
          FLUX,
          ARGO_CD,
        ].join('\n'),
      ),
    );
    this.#kinds = new Map(
      SOURCES.flatMap(({ of, apiVersion, kinds }) =>
        kinds.map(kind => [`${apiVersion}/${kind}`, this.#own(kind, of)]),
      ),
    );
  }

  /** `undefined` for a kind that is not rendered. */
  find({ group, version, kind }: GroupVersionKind): OwnSchema | undefined {
    return this.#kinds.get(`${group ? `${group}/` : ''}${version}/${kind}`);
  }

  /** Every kind that there is a schema of. */
  all(): GroupVersionKind[] {
    return SOURCES.flatMap(({ apiVersion, kinds }) => {
      const [left = '', right] = apiVersion.split('/');
      return kinds.map(kind => ({
        group: right === undefined ? '' : left,
        version: right ?? left,
        kind,
      }));
    });
  }

  #own(kind: string, of: string): OwnSchema {
    const definitions = this.#definitions;
    const { properties, ...rest } = definitions[kind] ?? {};
    return {
      of,
      schema: {
        definitions,
        root: {
          ...rest,
          properties: {
            apiVersion: { type: 'string' },
            kind: { type: 'string' },
            metadata: { $ref: '#/components/schemas/Metadata' },
            status: { 'x-kubernetes-preserve-unknown-fields': true },
            ...(typeof properties === 'object' ? properties : {}),
          },
        },
      },
    };
  }
}
