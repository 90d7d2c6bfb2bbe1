import type {
  ClusterHealth,
  Finding,
  Health,
  KindHealth,
  MetricsSourceState,
} from '../api/types';
import type { ClusterSnapshot, ResourceKnowledge } from '../fleet/snapshot';
import { resourceId, type Projection } from '../observed/resource';
import type { ObservedRecord } from '../observed/resource';
import { whatItShows } from './features';
import { findingsOf } from './findings';
import { metricsFindings } from './metricsFindings';
import { rbacManifest, refusedAccount } from './rbac';

/** Without one of these, nothing else can be judged. */
const ESSENTIAL = new Set(['nodes', 'pods']);

/** What an examination looks at. @public */
export interface ExaminationOptions {
  /** The kinds that are observed. */
  readonly projections: readonly Projection<ObservedRecord>[];
  readonly now: Date;
  /**
   * How the sources of metrics of a cluster are, by its name; none when none is
   * configured. Absent: nothing is said of metrics.
   */
  metricsSources?(cluster: string): readonly MetricsSourceState[];
}

/**
 * How well a cluster can be observed, from what is known of it: green when
 * all that it serves is seen and confirmed, red when nothing is, yellow in
 * between.
 *
 * @public
 */
export function examineCluster(
  cluster: ClusterSnapshot,
  { projections, now, metricsSources }: ExaminationOptions,
): ClusterHealth {
  const resources = projections.map(({ resource }) => resource);
  const kindCounts = { observed: 0, absent: 0, forbidden: 0, never: 0 };
  for (const resource of resources) {
    kindCounts[cluster.knowledge(resource).status] += 1;
  }
  const sources = metricsSources?.(cluster.cluster.name);
  const found = [
    ...findingsOf(cluster, resources, now),
    ...(sources ? metricsFindings(sources) : []),
  ];
  const blind =
    kindCounts.observed === 0 && kindCounts.forbidden > 0
      ? found.map(asError)
      : found;
  const findings = [...blind].sort((a, b) => rank(a) - rank(b));
  const health = healthOf(findings);
  return {
    cluster: cluster.cluster,
    ...(cluster.kubernetesVersion && {
      kubernetesVersion: cluster.kubernetesVersion,
    }),
    health,
    summary: summaryOf(health, findings, kindCounts),
    findings,
    kindCounts,
  };
}

/** What is known of each kind, those that are refused first. @public */
export function examineKinds(
  cluster: ClusterSnapshot,
  { projections }: ExaminationOptions,
): KindHealth[] {
  const order = ['forbidden', 'never', 'observed', 'absent'];
  return projections
    .map(projection => kindHealth(cluster, projection))
    .sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
}

/**
 * A manifest that allows all that a cluster forbids; nothing when it forbids
 * nothing.
 *
 * @public
 */
export function missingRbac(
  cluster: ClusterSnapshot,
  { projections }: ExaminationOptions,
): string | undefined {
  const refused = projections.flatMap(({ resource }) => {
    const knowledge = cluster.knowledge(resource);
    return knowledge.status === 'forbidden'
      ? [{ resource, account: refusedAccount(knowledge.message) }]
      : [];
  });
  if (refused.length === 0) return undefined;
  return rbacManifest(
    refused.map(({ resource }) => resource),
    refused.find(({ account }) => account)?.account,
  );
}

function kindHealth(
  cluster: ClusterSnapshot,
  projection: Projection<ObservedRecord>,
): KindHealth {
  const { group, kind, plural } = projection.resource;
  const knowledge = cluster.knowledge(projection.resource);
  const { size } = cluster.records(projection);
  const confirmedAt = confirmationOf(knowledge);
  return {
    group,
    kind,
    plural,
    status: knowledge.status,
    ...(knowledge.status === 'observed' &&
      knowledge.version && { version: knowledge.version }),
    ...((knowledge.status === 'observed' || size > 0) && { count: size }),
    ...(knowledge.status === 'observed' &&
      knowledge.unreadable && { unreadable: knowledge.unreadable }),
    ...(confirmedAt && { confirmedAt }),
    shows: whatItShows(projection.resource),
  };
}

function asError(finding: Finding): Finding {
  return finding.code === 'Forbidden'
    ? { ...finding, severity: 'error' }
    : finding;
}

function rank({ severity, kind }: Finding): number {
  const essential =
    kind &&
    ESSENTIAL.has(
      resourceId({
        ...kind,
        plural: `${kind.kind.toLocaleLowerCase('en-US')}s`,
        versions: [],
      }),
    );
  return (
    ['error', 'warning', 'info'].indexOf(severity) * 2 + (essential ? 0 : 1)
  );
}

function healthOf(findings: readonly Finding[]): Health {
  const severities = new Set(findings.map(({ severity }) => severity));
  if (severities.has('error')) return 'red';
  return severities.has('warning') ? 'yellow' : 'green';
}

function summaryOf(
  health: Health,
  findings: readonly Finding[],
  { observed, forbidden }: ClusterHealth['kindCounts'],
): string {
  const [worst] = findings;
  if (health === 'green' || !worst) {
    return `All of the ${observed} kinds that it serves are seen.`;
  }
  if (worst.code === 'Forbidden') {
    return observed === 0
      ? 'The cluster answers, and lets Backstage read nothing.'
      : `It does not let Backstage read ${forbidden} of ${
          observed + forbidden
        } kinds.`;
  }
  const more =
    findings.filter(({ severity }) => severity !== 'info').length - 1;
  return `${worst.message}${more > 0 ? ` And ${more} more.` : ''}`;
}

/** Of what is forbidden, when it was last allowed. */
function confirmationOf(knowledge: ResourceKnowledge): string | undefined {
  switch (knowledge.status) {
    case 'never':
      return undefined;
    case 'forbidden':
      return knowledge.lastConfirmedAt;
    default:
      return knowledge.confirmedAt;
  }
}
