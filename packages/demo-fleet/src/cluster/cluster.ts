import type { SimulationClock } from '../clock/clock';
import type { ClusterDefinition } from '../fleet/hardware';
import { ChangeLog } from '../objects/changeLog';
import type { AnyCollection } from '../objects/collection';
import { Collection } from '../objects/collection';
import type { KubeObject } from '../objects/kubeObject';
import type { SeededRandom } from '../random/random';
import {
  daemonSetResource,
  deploymentResource,
  jobResource,
  replicaSetResource,
} from '../resources/apps';
import {
  applicationResource,
  applicationSetResource,
  appProjectResource,
} from '../resources/argocd';
import {
  autoscalerResource,
  scaledObjectResource,
} from '../resources/autoscaling';
import {
  configMapResource,
  eventResource,
  namespaceResource,
  nodeResource,
  resourceQuotaResource,
  serviceAccountResource,
  serviceResource,
} from '../resources/core';
import { gatewayResource, httpRouteResource } from '../resources/gateway';
import {
  inferenceServiceResource,
  servingRuntimeResource,
} from '../resources/kserve';
import { podResource } from '../resources/pod';
import {
  podMonitorResource,
  prometheusRuleResource,
} from '../resources/monitoring';
import {
  disruptionBudgetResource,
  networkPolicyResource,
} from '../resources/policy';
import type { Resource } from '../resources/resource';
import {
  externalSecretResource,
  secretStoreResource,
} from '../resources/secrets';
import { EventRecorder } from './eventRecorder';

/** A cluster that has lived for a while does not count from one. */
const FIRST_VERSION = 180_000;

/** The objects of one simulated cluster, kind by kind. */
export class Cluster {
  readonly definition: ClusterDefinition;
  readonly clock: SimulationClock;
  readonly random: SeededRandom;
  readonly log: ChangeLog;
  /** What the API serves, in the order of discovery. */
  readonly served: readonly AnyCollection[];
  readonly recorder: EventRecorder;

  readonly nodes;
  readonly namespaces;
  readonly pods;
  readonly services;
  readonly events;
  readonly configMaps;
  readonly serviceAccounts;
  readonly deployments;
  readonly replicaSets;
  readonly daemonSets;
  readonly jobs;
  readonly autoscalers;
  readonly networkPolicies;
  readonly disruptionBudgets;
  readonly resourceQuotas;
  readonly scaledObjects;
  readonly gateways;
  readonly httpRoutes;
  readonly podMonitors;
  readonly prometheusRules;
  readonly secretStores;
  readonly externalSecrets;
  readonly inferenceServices;
  readonly servingRuntimes;
  readonly applications;
  readonly projects;
  readonly applicationSets;

  private constructor(
    definition: ClusterDefinition,
    clock: SimulationClock,
    random: SeededRandom,
  ) {
    this.definition = definition;
    this.clock = clock;
    this.random = random;
    this.log = ChangeLog.create(
      FIRST_VERSION + Math.floor(random.fork('version').next() * 100_000),
    );
    const context = { clock, random, log: this.log };
    const make = <T extends KubeObject>(resource: Resource<T>) =>
      Collection.create(resource, context);
    this.nodes = make(nodeResource);
    this.namespaces = make(namespaceResource);
    this.pods = make(podResource);
    this.services = make(serviceResource);
    this.events = make(eventResource);
    this.configMaps = make(configMapResource);
    this.serviceAccounts = make(serviceAccountResource);
    this.deployments = make(deploymentResource);
    this.replicaSets = make(replicaSetResource);
    this.daemonSets = make(daemonSetResource);
    this.jobs = make(jobResource);
    this.autoscalers = make(autoscalerResource);
    this.networkPolicies = make(networkPolicyResource);
    this.disruptionBudgets = make(disruptionBudgetResource);
    this.resourceQuotas = make(resourceQuotaResource);
    this.scaledObjects = make(scaledObjectResource);
    this.gateways = make(gatewayResource);
    this.httpRoutes = make(httpRouteResource);
    this.podMonitors = make(podMonitorResource);
    this.prometheusRules = make(prometheusRuleResource);
    this.secretStores = make(secretStoreResource);
    this.externalSecrets = make(externalSecretResource);
    this.inferenceServices = make(inferenceServiceResource);
    this.servingRuntimes = make(servingRuntimeResource);
    this.applications = make(applicationResource);
    this.projects = make(appProjectResource);
    this.applicationSets = make(applicationSetResource);
    this.served = [
      this.configMaps,
      this.events,
      this.namespaces,
      this.nodes,
      this.pods,
      this.resourceQuotas,
      this.serviceAccounts,
      this.services,
      this.daemonSets,
      this.deployments,
      this.replicaSets,
      this.autoscalers,
      this.jobs,
      this.networkPolicies,
      this.disruptionBudgets,
      ...(definition.hostsArgocd
        ? [this.applications, this.applicationSets, this.projects]
        : []),
      this.externalSecrets,
      this.secretStores,
      this.gateways,
      this.httpRoutes,
      this.scaledObjects,
      this.podMonitors,
      this.prometheusRules,
      this.servingRuntimes,
      this.inferenceServices,
    ];
    this.recorder = EventRecorder.create(clock, this.events);
  }

  static create(
    definition: ClusterDefinition,
    clock: SimulationClock,
    random: SeededRandom,
  ): Cluster {
    return new Cluster(definition, clock, random);
  }

  get name(): string {
    return this.definition.name;
  }

  collection(group: string, plural: string): AnyCollection | undefined {
    return this.served.find(
      ({ resource }) => resource.group === group && resource.plural === plural,
    );
  }

  collectionOfKind(group: string, kind: string): AnyCollection | undefined {
    return this.served.find(
      ({ resource }) => resource.group === group && resource.kind === kind,
    );
  }
}
