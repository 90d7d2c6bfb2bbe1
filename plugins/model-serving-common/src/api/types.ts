import type { components } from './openapi.generated';

// The wire's words are the domain's words: they are written once, in
// openapi.yaml, and carry their descriptions from there.

/** Every schema of the HTTP API, by name. @public */
export type ApiSchemas = components['schemas'];

/** @public */
export type Instant = ApiSchemas['Instant'];
/** @public */
export type Verdict = ApiSchemas['Verdict'];
/** @public */
export type Reason = ApiSchemas['Reason'];
/** @public */
export type ObjectRef = ApiSchemas['ObjectRef'];
/** @public */
export type Evidence = ApiSchemas['Evidence'];
/** @public */
export type Judgement = ApiSchemas['Judgement'];
/** @public */
export type ClusterError = ApiSchemas['ClusterError'];
/** @public */
export type ResourceKind = ApiSchemas['ResourceKind'];
/** @public */
export type ClusterState = ApiSchemas['ClusterState'];
/** @public */
export type ClusterRef = ApiSchemas['ClusterRef'];
/** @public */
export type ClusterSummary = ApiSchemas['ClusterSummary'];
/** @public */
export type ClustersView = ApiSchemas['ClustersView'];
/** @public */
export type Revision = ApiSchemas['Revision'];
/** @public */
export type GpuRequest = ApiSchemas['GpuRequest'];
/** @public */
export type Workload = ApiSchemas['Workload'];
/** @public */
export type Delivery = ApiSchemas['Delivery'];
/** @public */
export type StageName = ApiSchemas['StageName'];
/** @public */
export type StageState = ApiSchemas['StageState'];
/** @public */
export type Stage = ApiSchemas['Stage'];
/** @public */
export type Rollout = ApiSchemas['Rollout'];
/** @public */
export type RolloutsView = ApiSchemas['RolloutsView'];
/** How many rows have a verdict. @public */
export type VerdictCount = ApiSchemas['VerdictCount'];
/** Where rows were looked for. @public */
export type SearchedClusters = ApiSchemas['SearchedClusters'];
/** @public */
export type Health = ApiSchemas['Health'];
/** @public */
export type Finding = ApiSchemas['Finding'];
/** @public */
export type KindHealth = ApiSchemas['KindHealth'];
/** @public */
export type ClusterHealth = ApiSchemas['ClusterHealth'];
/** @public */
export type DoctorView = ApiSchemas['DoctorView'];
/** @public */
export type ClusterDoctorView = ApiSchemas['ClusterDoctorView'];
/** @public */
export type EntityOverview = ApiSchemas['EntityOverview'];
/** @public */
export type OverviewsView = ApiSchemas['OverviewsView'];
/** @public */
export type FleetWorkload = ApiSchemas['FleetWorkload'];
/** @public */
export type WorkloadsView = ApiSchemas['WorkloadsView'];
/** @public */
export type GpuTotals = ApiSchemas['GpuTotals'];
/** @public */
export type EntityGpuUse = ApiSchemas['EntityGpuUse'];
/** @public */
export type ClusterGpus = ApiSchemas['ClusterGpus'];
/** @public */
export type PhysicalGpus = ApiSchemas['PhysicalGpus'];
/** @public */
export type GpuHolder = ApiSchemas['GpuHolder'];
/** @public */
export type ClusterGpuHolders = ApiSchemas['ClusterGpuHolders'];
/** @public */
export type GpuHoldersView = ApiSchemas['GpuHoldersView'];
/** @public */
export type GpusView = ApiSchemas['GpusView'];
/** @public */
export type Repository = ApiSchemas['Repository'];
/** @public */
export type Tenant = ApiSchemas['Tenant'];
/** One choice of a service's operation, as a form offers it. @public */
export type PlatformChoice = ApiSchemas['PlatformChoice'];
/** @public */
export type TenantsView = ApiSchemas['TenantsView'];
/** @public */
export type ChangeRequest = ApiSchemas['ChangeRequest'];
/** @public */
export type ChangePlan = ApiSchemas['ChangePlan'];
/** What a person asks for, as the form has it. @public */
export type ServiceInput = ApiSchemas['ServiceInput'];
/** @public */
export type PlacementInput = ApiSchemas['PlacementInput'];
/** @public */
export type ChangePreview = ApiSchemas['ChangePreview'];
/** @public */
export type RoomsRequest = ApiSchemas['RoomsRequest'];
/** @public */
export type RoomInput = ApiSchemas['RoomInput'];
/** @public */
export type RoomsView = ApiSchemas['RoomsView'];
/** @public */
export type RoomView = ApiSchemas['RoomView'];
/** @public */
export type ClusterReplacement = ApiSchemas['ClusterReplacement'];
/** @public */
export type PresentService = ApiSchemas['PresentService'];
/** @public */
export type PresentRequest = ApiSchemas['PresentRequest'];
/** @public */
export type CostEstimate = ApiSchemas['CostEstimate'];
/** @public */
export type PreviewFile = ApiSchemas['PreviewFile'];
/** @public */
export type ValidationRequest = ApiSchemas['ValidationRequest'];
/** @public */
export type ValidationReport = ApiSchemas['ValidationReport'];
/** @public */
export type ClusterValidation = ApiSchemas['ClusterValidation'];
/** @public */
export type ValidationProblem = ApiSchemas['ValidationProblem'];
/** @public */
export type FigureName = ApiSchemas['FigureName'];
/** @public */
export type FigureUnit = ApiSchemas['FigureUnit'];
/** @public */
export type Figure = ApiSchemas['Figure'];
/** @public */
export type FigureSeries = ApiSchemas['FigureSeries'];
/** @public */
export type FigureRow = ApiSchemas['FigureRow'];
/** @public */
export type FiguresView = ApiSchemas['FiguresView'];
/** @public */
export type Idleness = ApiSchemas['Idleness'];
/** @public */
export type MetricsSourceState = ApiSchemas['MetricsSourceState'];
/** @public */
export type GpuProductActivity = ApiSchemas['GpuProductActivity'];
/** @public */
export type ClusterGpuActivity = ApiSchemas['ClusterGpuActivity'];
/** @public */
export type GpuActivityView = ApiSchemas['GpuActivityView'];
/** @public */
export type FiguresPrices = ApiSchemas['FiguresPrices'];
/** @public */
export type WavesView = ApiSchemas['WavesView'];
/** @public */
export type WavePlanView = ApiSchemas['WavePlanView'];
/** @public */
export type WaveState = ApiSchemas['WaveState'];
/** @public */
export type WaveView = ApiSchemas['WaveView'];
/** @public */
export type WaveCluster = ApiSchemas['WaveCluster'];
/** @public */
export type WaveStep = ApiSchemas['WaveStep'];
/** @public */
export type WaveChange = ApiSchemas['WaveChange'];
/** One field that is different in what a cluster gets. @public */
export type ManifestChange = ApiSchemas['ManifestChange'];
/** @public */
export type PlannedWave = ApiSchemas['PlannedWave'];
