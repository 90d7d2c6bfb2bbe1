/** Names and types of the fields: Flux v2.9's controllers. */
export const FLUX = `
FluxName = { name! text }
PatchTarget = {
  annotationSelector text  group text  kind text  labelSelector text
  name text  namespace text  version text
}
Kustomization = {
  spec {
    buildMetadata [text]
    commonMetadata { annotations <text>  labels <text> }
    components [text]
    decryption { provider! (sops)  secretRef FluxName
      serviceAccountName text }
    deletionPolicy (MirrorPrune|Delete|WaitForTermination|Orphan)
    dependsOn [{ name! text  namespace text  readyExpr text }]
    force bool
    healthCheckExprs [{
      apiVersion! text  current! text  failed text  inProgress text
      kind text
    }]
    healthChecks [{
      apiVersion text  kind! text  name! text  namespace text
    }]
    ignore [{ paths! [text]  target PatchTarget }]
    ignoreMissingComponents bool
    images [{ digest text  name! text  newName text  newTag text }]
    interval! text
    kubeConfig { configMapRef FluxName  secretRef { key text  name! text } }
    namePrefix text  nameSuffix text
    patches [{ patch! text  target PatchTarget }]  path text
    postBuild {
      substitute <text>
      substituteFrom [{
        kind! (Secret|ConfigMap)  name! text  optional bool
      }]
      substituteStrategy text
    }
    prune! bool  retryInterval text  serviceAccountName text
    sourceRef! {
      apiVersion text
      kind! (OCIRepository|GitRepository|Bucket|ExternalArtifact)
      name! text  namespace text
    }
    suspend bool  targetNamespace text  timeout text  wait bool
  }
}
GitRepository = {
  spec {
    ignore text
    include [{ fromPath text  repository! FluxName  toPath text }]
    interval! text  provider (generic|aws|azure|github)
    proxySecretRef FluxName  recurseSubmodules bool
    ref {
      branch text  commit text  name text  semver text  tag text
    }
    secretRef FluxName  serviceAccountName text  sparseCheckout [text]
    suspend bool  timeout text  url! text
    verify { mode (head|HEAD|Tag|TagAndHEAD)  secretRef! FluxName }
  }
}
`;

/** Names and types of the fields: Argo CD v3.5. */
export const ARGO_CD = `
NamedKind = { group! text  kind! text }
AppProject = {
  spec! {
    clusterResourceBlacklist [{ ...NamedKind  name text }]
    clusterResourceWhitelist [{ ...NamedKind  name text }]
    description text
    destinationServiceAccounts [{
      defaultServiceAccount! text  namespace text  server! text
    }]
    destinations [{ name text  namespace text  server text }]
    namespaceResourceBlacklist [NamedKind]
    namespaceResourceWhitelist [NamedKind]
    orphanedResources {
      ignore [{ group text  kind text  name text }]  warn bool
    }
    permitOnlyProjectScopedClusters bool
    roles [{
      description text  groups [text]
      jwtTokens [{ exp int  iat! int  id text }]  name! text
      policies [text]
    }]
    signatureKeys [{ keyID! text }]
    sourceIntegrity any  sourceNamespaces [text]  sourceRepos [text]
    syncWindows [{
      andOperator bool  applications [text]  clusters [text]
      description text  duration text  kind text  manualSync bool
      namespaces [text]  schedule text  syncOverrun bool  timeZone text
    }]
  }
}
ApplicationTemplate = {
  metadata! {
    annotations <text>  finalizers [text]  labels <text>  name text
    namespace text
  }
  spec! {
    destination! { name text  namespace text  server text }
    ignoreDifferences any  info any  project! text
    revisionHistoryLimit int  source ApplicationSource
    sourceHydrator any  sources [ApplicationSource]
    syncPolicy {
      automated {
        allowEmpty bool  enabled bool  prune bool  selfHeal bool
      }
      managedNamespaceMetadata { annotations <text>  labels <text> }
      retry {
        backoff { duration text  factor int  maxDuration text }
        limit int  refresh bool
      }
      syncOptions [text]
    }
  }
}
ApplicationSource = {
  chart text  directory any  helm any  kustomize any  name text  path text
  plugin any  ref text  repoURL! text  tagPrefix text  targetRevision text
}
ApplicationSet = {
  spec! {
    applyNestedSelectors bool
    generators! [{
      clusterDecisionResource any  clusters any
      git {
        directories [{ exclude bool  path! text }]
        files [{ exclude bool  path! text }]  pathParamPrefix text
        repoURL! text  requeueAfterSeconds int  revision! text
        template any  values <text>
      }
      list any  matrix any  merge any  plugin any  pullRequest any
      scmProvider any  selector LabelSelector
    }]
    goTemplate bool  goTemplateOptions [text]
    ignoreApplicationDifferences any
    preservedFields { annotations [text]  labels [text] }  strategy any
    syncPolicy { applicationsSync text  preserveResourcesOnDeletion bool }
    template! ApplicationTemplate  templatePatch text
  }
}
`;
