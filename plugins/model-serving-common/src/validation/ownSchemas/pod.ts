/**
 * What pods consist of, as kinds of several groups embed it. Names and types
 * of the fields: Kubernetes 1.36, `core/v1`.
 */
export const POD = `
LabelSelector = {
  matchExpressions [{ key! text  operator! (In|NotIn|Exists|DoesNotExist)
    values [text] }]
  matchLabels <text>
}
NameReference = { name text }
TypedReference = { apiGroup text  kind! text  name! text }
KeyReference = { key! text  name text  optional bool }

ObjectFieldSelector = { apiVersion text  fieldPath! text }
ResourceFieldSelector = { containerName text  divisor quantity  resource! text }
EnvVar = {
  name! text  value text
  valueFrom {
    configMapKeyRef KeyReference  fieldRef ObjectFieldSelector
    fileKeyRef { key! text  optional bool  path! text  volumeName! text }
    resourceFieldRef ResourceFieldSelector  secretKeyRef KeyReference
  }
}
EnvFrom = {
  configMapRef { name text  optional bool }  prefix text
  secretRef { name text  optional bool }
}

HTTPGet = {
  host text  httpHeaders [{ name! text  value! text }]  path text
  port! intOrText  scheme (HTTP|HTTPS)
}
TCPSocket = { host text  port! intOrText }
Exec = { command [text] }
Probe = {
  exec Exec  failureThreshold int  grpc { port! int  service text }
  httpGet HTTPGet  initialDelaySeconds int  periodSeconds int
  successThreshold int  tcpSocket TCPSocket
  terminationGracePeriodSeconds int  timeoutSeconds int
}
LifecycleHandler = {
  exec Exec  httpGet HTTPGet  sleep { seconds! int }  tcpSocket TCPSocket
}
Lifecycle = {
  postStart LifecycleHandler  preStop LifecycleHandler  stopSignal text
}

AppArmorProfile = {
  localhostProfile text  type! (RuntimeDefault|Localhost|Unconfined)
}
SeccompProfile = {
  localhostProfile text  type! (RuntimeDefault|Localhost|Unconfined)
}
SELinuxOptions = { level text  role text  type text  user text }
WindowsOptions = {
  gmsaCredentialSpec text  gmsaCredentialSpecName text  hostProcess bool
  runAsUserName text
}
SecurityContext = {
  allowPrivilegeEscalation bool  appArmorProfile AppArmorProfile
  capabilities { add [text]  drop [text] }  privileged bool
  procMount (Default|Unmasked)  readOnlyRootFilesystem bool  runAsGroup int
  runAsNonRoot bool  runAsUser int  seLinuxOptions SELinuxOptions
  seccompProfile SeccompProfile  windowsOptions WindowsOptions
}
PodSecurityContext = {
  appArmorProfile AppArmorProfile  fsGroup int
  fsGroupChangePolicy (OnRootMismatch|Always)  runAsGroup int
  runAsNonRoot bool  runAsUser int
  seLinuxChangePolicy (MountOption|Recursive)  seLinuxOptions SELinuxOptions
  seccompProfile SeccompProfile  supplementalGroups [int]
  supplementalGroupsPolicy (Merge|Strict)
  sysctls [{ name! text  value! text }]  windowsOptions WindowsOptions
}

Resources = {
  claims [{ name! text  request text } by name]
  limits <quantity>  requests <quantity>
}
ContainerFields = {
  args [text]  command [text]  env [EnvVar by name]  envFrom [EnvFrom]
  image text  imagePullPolicy (Always|IfNotPresent|Never)
  lifecycle Lifecycle  livenessProbe Probe
  ports [{ containerPort! int  hostIP text  hostPort int  name text
    protocol (TCP|UDP|SCTP) } by containerPort,protocol]
  readinessProbe Probe
  resizePolicy [{ resourceName! text  restartPolicy! text }]
  resources Resources  restartPolicy (Always|OnFailure|Never)
  restartPolicyRules [{
    action! text  exitCodes { operator! text  values [int] }
  }]
  securityContext SecurityContext  startupProbe Probe  stdin bool
  stdinOnce bool  terminationMessagePath text
  terminationMessagePolicy (File|FallbackToLogsOnError)  tty bool
  volumeDevices [{ devicePath! text  name! text } by devicePath]
  volumeMounts [{
    mountPath! text  mountPropagation (None|HostToContainer|Bidirectional)
    name! text  readOnly bool
    recursiveReadOnly (Disabled|IfPossible|Enabled)  subPath text
    subPathExpr text
  } by mountPath]
  workingDir text
}
Container = { ...ContainerFields  name! text }

NodeRequirement = {
  key! text  operator! (In|NotIn|Exists|DoesNotExist|Gt|Lt)  values [text]
}
NodeTerm = {
  matchExpressions [NodeRequirement]  matchFields [NodeRequirement]
}
PodTerm = {
  labelSelector LabelSelector  matchLabelKeys [text]
  mismatchLabelKeys [text]  namespaceSelector LabelSelector
  namespaces [text]  topologyKey! text
}
PodAffinity = {
  preferredDuringSchedulingIgnoredDuringExecution [{
    podAffinityTerm! PodTerm  weight! int
  }]
  requiredDuringSchedulingIgnoredDuringExecution [PodTerm]
}
Affinity = {
  nodeAffinity {
    preferredDuringSchedulingIgnoredDuringExecution [{
      preference! NodeTerm  weight! int
    }]
    requiredDuringSchedulingIgnoredDuringExecution {
      nodeSelectorTerms! [NodeTerm]
    }
  }
  podAffinity PodAffinity  podAntiAffinity PodAffinity
}

KeyToPath = { key! text  mode int  path! text }
DownwardFile = {
  fieldRef ObjectFieldSelector  mode int  path! text
  resourceFieldRef ResourceFieldSelector
}
ClaimSpec = {
  accessModes [(ReadWriteOnce|ReadOnlyMany|ReadWriteMany|ReadWriteOncePod)]
  dataSource TypedReference
  dataSourceRef { apiGroup text  kind! text  name! text  namespace text }
  resources { limits <quantity>  requests <quantity> }
  selector LabelSelector  storageClassName text
  volumeAttributesClassName text  volumeMode (Filesystem|Block)
  volumeName text
}
Volume = {
  name! text
  configMap { defaultMode int  items [KeyToPath]  name text  optional bool }
  csi { driver! text  fsType text  nodePublishSecretRef NameReference
    readOnly bool  volumeAttributes <text> }
  downwardAPI { defaultMode int  items [DownwardFile] }
  emptyDir { medium text  sizeLimit quantity }
  ephemeral { volumeClaimTemplate { metadata any  spec! ClaimSpec } }
  hostPath { path! text  type text }
  image { pullPolicy (Always|IfNotPresent|Never)  reference text }
  nfs { path! text  readOnly bool  server! text }
  persistentVolumeClaim { claimName! text  readOnly bool }
  projected {
    defaultMode int
    sources [{
      clusterTrustBundle any  podCertificate any
      configMap { items [KeyToPath]  name text  optional bool }
      downwardAPI { items [DownwardFile] }
      secret { items [KeyToPath]  name text  optional bool }
      serviceAccountToken { audience text  expirationSeconds int  path! text }
    }]
  }
  secret { defaultMode int  items [KeyToPath]  optional bool
    secretName text }
  awsElasticBlockStore any  azureDisk any  azureFile any  cephfs any
  cinder any  fc any  flexVolume any  flocker any  gcePersistentDisk any
  gitRepo any  glusterfs any  iscsi any  photonPersistentDisk any
  portworxVolume any  quobyte any  rbd any  scaleIO any  storageos any
  vsphereVolume any
}

PodFields = {
  activeDeadlineSeconds int  affinity Affinity
  automountServiceAccountToken bool  containers [Container by name]
  dnsConfig {
    nameservers [text]  options [{ name text  value text }]  searches [text]
  }
  dnsPolicy (ClusterFirst|ClusterFirstWithHostNet|Default|None)
  enableServiceLinks bool
  hostAliases [{ hostnames [text]  ip! text } by ip]  hostIPC bool
  hostNetwork bool  hostPID bool  hostUsers bool  hostname text
  hostnameOverride text  imagePullSecrets [NameReference by name]
  initContainers [Container by name]  nodeName text  nodeSelector <text>
  os { name! text }  overhead <quantity>
  preemptionPolicy (Never|PreemptLowerPriority)  priority int
  priorityClassName text  readinessGates [{ conditionType! text }]
  resourceClaims [{
    name! text  resourceClaimName text  resourceClaimTemplateName text
  } by name]
  resources Resources  restartPolicy (Always|OnFailure|Never)
  runtimeClassName text  schedulerName text
  schedulingGates [{ name! text } by name]
  securityContext PodSecurityContext  serviceAccount text
  serviceAccountName text  setHostnameAsFQDN bool
  shareProcessNamespace bool  subdomain text
  terminationGracePeriodSeconds int
  tolerations [{
    effect (NoSchedule|PreferNoSchedule|NoExecute)  key text  operator text
    tolerationSeconds int  value text
  }]
  topologySpreadConstraints [{
    labelSelector LabelSelector  matchLabelKeys [text]  maxSkew! int
    minDomains int  nodeAffinityPolicy (Honor|Ignore)
    nodeTaintsPolicy (Honor|Ignore)  topologyKey! text
    whenUnsatisfiable! (DoNotSchedule|ScheduleAnyway)
  } by topologyKey,whenUnsatisfiable]
  volumes [Volume by name]
}
PodTemplate = {
  metadata Metadata
  spec { ...PodFields  containers! [Container by name]
    ephemeralContainers any  schedulingGroup any }
}
`;
