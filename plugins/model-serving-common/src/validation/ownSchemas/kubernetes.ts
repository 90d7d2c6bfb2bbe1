/**
 * Kinds of Kubernetes itself. Names and types of the fields: Kubernetes 1.36.
 */
export const KUBERNETES = `
Metadata = {
  annotations <text>  creationTimestamp any  deletionGracePeriodSeconds int
  deletionTimestamp text  finalizers [text]  generateName text
  generation int  labels <text>  managedFields any  name text
  namespace text
  ownerReferences [{
    apiVersion! text  blockOwnerDeletion bool  controller bool  kind! text
    name! text  uid! text
  } by uid]
  resourceVersion text  selfLink text  uid text
}

Deployment = {
  spec {
    minReadySeconds int  paused bool  progressDeadlineSeconds int
    replicas int  revisionHistoryLimit int  selector! LabelSelector
    strategy {
      rollingUpdate { maxSurge intOrText  maxUnavailable intOrText }
      type (RollingUpdate|Recreate)
    }
    template! PodTemplate
  }
}
Service = {
  spec {
    allocateLoadBalancerNodePorts bool  clusterIP text  clusterIPs [text]
    externalIPs [text]  externalName text
    externalTrafficPolicy (Cluster|Local)  healthCheckNodePort int
    internalTrafficPolicy (Cluster|Local)  ipFamilies [text]
    ipFamilyPolicy (SingleStack|PreferDualStack|RequireDualStack)
    loadBalancerClass text  loadBalancerIP text
    loadBalancerSourceRanges [text]
    ports [{
      appProtocol text  name text  nodePort int  port! int
      protocol (TCP|UDP|SCTP)  targetPort intOrText
    } by port,protocol]
    publishNotReadyAddresses bool  selector <text>
    sessionAffinity (ClientIP|None)
    sessionAffinityConfig { clientIP { timeoutSeconds int } }
    trafficDistribution text
    type (ClusterIP|NodePort|LoadBalancer|ExternalName)
  }
}
ServiceAccount = {
  automountServiceAccountToken bool  imagePullSecrets [NameReference]
  secrets [{
    apiVersion text  fieldPath text  kind text  name text  namespace text
    resourceVersion text  uid text
  } by name]
}
PersistentVolumeClaim = { spec ClaimSpec }
ConfigMap = { binaryData <text>  data <text>  immutable bool }
Namespace = { spec { finalizers [text] } }
ResourceQuota = {
  spec {
    hard <quantity>
    scopeSelector {
      matchExpressions [{ operator! text  scopeName! text  values [text] }]
    }
    scopes [text]
  }
}

ScalingRules = {
  policies [{ periodSeconds! int  type! (Pods|Percent)  value! int }]
  selectPolicy (Max|Min|Disabled)  stabilizationWindowSeconds int
  tolerance quantity
}
ScalingBehavior = { scaleDown ScalingRules  scaleUp ScalingRules }
ScaleTarget = { apiVersion text  kind! text  name! text }
MetricName = { name! text  selector LabelSelector }
MetricTarget = {
  averageUtilization int  averageValue quantity
  type! (Utilization|Value|AverageValue)  value quantity
}
ResourceMetric = { name! text  target! MetricTarget }
HorizontalPodAutoscaler = {
  spec {
    behavior ScalingBehavior  maxReplicas! int
    metrics [{
      containerResource { container! text  name! text  target! MetricTarget }
      external { metric! MetricName  target! MetricTarget }
      object { describedObject! ScaleTarget  metric! MetricName
        target! MetricTarget }
      pods { metric! MetricName  target! MetricTarget }
      resource ResourceMetric
      type! (ContainerResource|External|Object|Pods|Resource)
    }]
    minReplicas int  scaleTargetRef! ScaleTarget
  }
}
PodDisruptionBudget = {
  spec {
    maxUnavailable intOrText  minAvailable intOrText  selector LabelSelector
    unhealthyPodEvictionPolicy (IfHealthyBudget|AlwaysAllow)
  }
}

PolicyPeer = {
  ipBlock { cidr! text  except [text] }  namespaceSelector LabelSelector
  podSelector LabelSelector
}
PolicyPort = { endPort int  port intOrText  protocol (TCP|UDP|SCTP) }
NetworkPolicy = {
  spec {
    egress [{ ports [PolicyPort]  to [PolicyPeer] }]
    ingress [{ from [PolicyPeer]  ports [PolicyPort] }]
    podSelector LabelSelector  policyTypes [(Ingress|Egress)]
  }
}
IngressBackend = {
  resource TypedReference
  service { name! text  port { name text  number int } }
}
Ingress = {
  spec {
    defaultBackend IngressBackend  ingressClassName text
    rules [{
      host text
      http { paths! [{
        backend! IngressBackend  path text
        pathType! (Exact|Prefix|ImplementationSpecific)
      }] }
    }]
    tls [{ hosts [text]  secretName text }]
  }
}

Role = {
  rules [{
    apiGroups [text]  nonResourceURLs [text]  resourceNames [text]
    resources [text]  verbs! [text]
  }]
}
RoleBinding = {
  roleRef! { apiGroup text  kind! text  name! text }
  subjects [{ apiGroup text  kind! text  name! text  namespace text }]
}
`;
