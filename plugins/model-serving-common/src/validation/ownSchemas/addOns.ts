/** Names and types of the fields: Gateway API v1.6, `gateway.networking.k8s.io/v1`. */
export const GATEWAY_API = `
RouteHeader = { name! text  value! text }
HeaderChange = {
  add [RouteHeader by name]  remove [text]  set [RouteHeader by name]
}
RouteBackend = {
  group text  kind text  name! text  namespace text  port int
}
PathChange = {
  replaceFullPath text  replacePrefixMatch text
  type! (ReplaceFullPath|ReplacePrefixMatch)
}
RouteFilter = {
  cors {
    allowCredentials bool  allowHeaders [text]  allowMethods [text]
    allowOrigins [text]  exposeHeaders [text]  maxAge int
  }
  extensionRef { group! text  kind! text  name! text }
  requestHeaderModifier HeaderChange
  requestMirror {
    backendRef! RouteBackend
    fraction { denominator int  numerator! int }  percent int
  }
  requestRedirect {
    hostname text  path PathChange  port int  scheme (http|https)
    statusCode int
  }
  responseHeaderModifier HeaderChange
  type! (RequestHeaderModifier|ResponseHeaderModifier|RequestMirror|
    RequestRedirect|URLRewrite|ExtensionRef|CORS)
  urlRewrite { hostname text  path PathChange }
}
ValueMatch = { name! text  type (Exact|RegularExpression)  value! text }
HTTPRoute = {
  spec! {
    hostnames [text]
    parentRefs [{
      group text  kind text  name! text  namespace text  port int
      sectionName text
    }]
    rules [{
      backendRefs [{ ...RouteBackend  filters [RouteFilter]  weight int }]
      filters [RouteFilter]
      matches [{
        headers [ValueMatch by name]
        method (GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH)
        path { type (Exact|PathPrefix|RegularExpression)  value text }
        queryParams [ValueMatch by name]
      }]
      name text  timeouts { backendRequest text  request text }
    }]
  }
}
`;

/** Names and types of the fields: KEDA v2.20, `keda.sh/v1alpha1`. */
export const KEDA = `
ScaledObject = {
  spec! {
    advanced {
      horizontalPodAutoscalerConfig { behavior ScalingBehavior  name text }
      restoreToOriginalReplicaCount bool
      scalingModifiers {
        activationTarget text  formula text
        metricType (AverageValue|Value)  target text
      }
    }
    cooldownPeriod int
    fallback {
      behavior (static|currentReplicas|currentReplicasIfHigher|
        currentReplicasIfLower|scalingModifiers)
      failureThreshold! int  replicas! int
    }
    idleReplicaCount int  initialCooldownPeriod int  maxReplicaCount int
    minReplicaCount int  pollingInterval int
    scaleTargetRef! {
      apiVersion text  envSourceContainerName text  kind text  name! text
    }
    triggers! [{
      authenticationRef {
        kind (TriggerAuthentication|ClusterTriggerAuthentication)
        name! text
      }
      metadata! <text>  metricType text  name text  type! text
      useCachedMetrics bool
    }]
  }
}
`;

/** Names and types of the fields: Prometheus Operator v0.93, `monitoring.coreos.com/v1`. */
export const PROMETHEUS_OPERATOR = `
KeyOfObject = { configMap KeyReference  secret KeyReference }
ScrapeTLS = {
  ca KeyOfObject  cert KeyOfObject  insecureSkipVerify bool
  keySecret KeyReference  maxVersion (TLS10|TLS11|TLS12|TLS13)
  minVersion (TLS10|TLS11|TLS12|TLS13)  serverName text
}
Relabeling = {
  action text  modulus int  regex text  replacement text  separator text
  sourceLabels [text]  targetLabel text
}
PodMonitor = {
  spec! {
    attachMetadata { node bool }  bodySizeLimit text
    convertClassicHistogramsToNHCB bool  fallbackScrapeProtocol text
    jobLabel text  keepDroppedTargets int  labelLimit int
    labelNameLengthLimit int  labelValueLengthLimit int
    namespaceSelector { any bool  matchNames [text] }
    nativeHistogramBucketLimit int
    nativeHistogramMinBucketFactor quantity
    podMetricsEndpoints [{
      authorization { credentials KeyReference  type text }
      basicAuth { password KeyReference  username KeyReference }
      bearerTokenSecret KeyReference  enableHttp2 bool  filterRunning bool
      followRedirects bool  honorLabels bool  honorTimestamps bool
      interval text  metricRelabelings [Relabeling]  noProxy text
      oauth2 {
        clientId! KeyOfObject  clientSecret! KeyReference
        endpointParams <text>  noProxy text
        proxyConnectHeader <[KeyReference]>  proxyFromEnvironment bool
        proxyUrl text  scopes [text]  tlsConfig ScrapeTLS  tokenUrl! text
      }
      params <[text]>  path text  port text  portNumber int
      proxyConnectHeader <[KeyReference]>  proxyFromEnvironment bool
      proxyUrl text  relabelings [Relabeling]
      scheme (http|https|HTTP|HTTPS)  scrapeTimeout text
      targetPort intOrText  tlsConfig ScrapeTLS
      trackTimestampsStaleness bool
    }]
    podTargetLabels [text]  sampleLimit int  scrapeClass text
    scrapeClassicHistograms bool  scrapeNativeHistograms bool
    scrapeProtocols [text]  selector! LabelSelector
    selectorMechanism (RelabelConfig|RoleSelector)  targetLimit int
  }
}
PrometheusRule = {
  spec! {
    groups [{
      interval text  labels <text>  limit int  name! text
      partial_response_strategy text  query_offset text
      rules [{
        alert text  annotations <text>  expr! intOrText  for text
        keep_firing_for text  labels <text>  record text
      }]
    } by name]
  }
}
`;

/** Names and types of the fields: External Secrets v2.9, `external-secrets.io/v1`. */
export const EXTERNAL_SECRETS = `
StoreReference = { kind (SecretStore|ClusterSecretStore)  name text }
RemoteKey = {
  conversionStrategy (Default|Unicode)
  decodingStrategy (Auto|Base64|Base64URL|None)  key! text
  metadataPolicy (None|Fetch)  nullBytePolicy (Ignore|Fail)
  property text  version text
}
SecretSource = { generatorRef ScaleTarget  storeRef StoreReference }
TemplateItems = {
  items! [{ key! text  templateAs (Values|KeysAndValues) }]  name! text
}
ExternalSecret = {
  spec {
    data [{
      remoteRef! RemoteKey  secretKey! text  sourceRef SecretSource
    }]
    dataFrom [{
      extract RemoteKey
      find {
        conversionStrategy (Default|Unicode)
        decodingStrategy (Auto|Base64|Base64URL|None)
        name { regexp text }  nullBytePolicy (Ignore|Fail)  path text
        tags <text>
      }
      rewrite [{
        merge {
          conflictPolicy (Ignore|Error)  into text  priority [text]
          priorityPolicy (IgnoreNotFound|Strict)  strategy (Extract|JSON)
        }
        regexp { source! text  target! text }  transform { template! text }
      }]
      sourceRef SecretSource
    }]
    refreshInterval text  refreshPolicy (CreatedOnce|Periodic|OnChange)
    secretStoreRef StoreReference
    syncWindows {
      kind! (allow|deny)  windows! [{ duration! text  schedule! text }]
    }
    target {
      creationPolicy (Owner|Orphan|Merge|None|CreateOrMerge)
      deletionPolicy (Delete|Merge|Retain)  immutable bool
      manifest { apiVersion! text  kind! text }  name text
      template {
        data <text>  engineVersion text  mergePolicy (Replace|Merge)
        metadata {
          annotations <text>  finalizers [text]  labels <text>
        }
        templateFrom [{
          configMap TemplateItems  literal text  secret TemplateItems
          target text
          valuesDecodingStrategy (Auto|Base64|Base64URL|None)
        }]
        type text
      }
    }
  }
}
`;
