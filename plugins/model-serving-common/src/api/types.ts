import type { components } from './openapi.generated';

// The wire's words are the domain's words: they are written once, in
// openapi.yaml, and carry their descriptions from there.

type Schemas = components['schemas'];

/** @public */
export type Instant = Schemas['Instant'];
/** @public */
export type Verdict = Schemas['Verdict'];
/** @public */
export type Reason = Schemas['Reason'];
/** @public */
export type ObjectRef = Schemas['ObjectRef'];
/** @public */
export type Evidence = Schemas['Evidence'];
/** @public */
export type Judgement = Schemas['Judgement'];
/** @public */
export type ClusterError = Schemas['ClusterError'];
/** @public */
export type ResourceKind = Schemas['ResourceKind'];
/** @public */
export type ClusterState = Schemas['ClusterState'];
/** @public */
export type ClusterRef = Schemas['ClusterRef'];
/** @public */
export type ClusterSummary = Schemas['ClusterSummary'];
/** @public */
export type ClustersView = Schemas['ClustersView'];
/** @public */
export type Revision = Schemas['Revision'];
/** @public */
export type GpuRequest = Schemas['GpuRequest'];
/** @public */
export type Workload = Schemas['Workload'];
/** @public */
export type Delivery = Schemas['Delivery'];
/** @public */
export type Rollout = Schemas['Rollout'];
/** @public */
export type RolloutsView = Schemas['RolloutsView'];
/** @public */
export type GpuTotals = Schemas['GpuTotals'];
/** @public */
export type EntityGpuUse = Schemas['EntityGpuUse'];
/** @public */
export type ClusterGpus = Schemas['ClusterGpus'];
/** @public */
export type GpusView = Schemas['GpusView'];
/** @public */
export type Repository = Schemas['Repository'];
/** @public */
export type Tenant = Schemas['Tenant'];
/** @public */
export type TenantsView = Schemas['TenantsView'];
/** @public */
export type ChangeRequest = Schemas['ChangeRequest'];
/** @public */
export type ChangePlan = Schemas['ChangePlan'];
