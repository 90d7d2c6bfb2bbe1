import { commentOver, formatDocument, newDocument } from '../yamlText';

/** Reads the conditions of an object into `by`, by type. */
const CONDITIONS = `local by = {}
if obj.status ~= nil and obj.status.conditions ~= nil then
  for _, condition in ipairs(obj.status.conditions) do
    by[condition.type] = condition
  end
end
`;

// Argo CD's own check (v3.5) leaves a failed service Progressing for ever.
const INFERENCE_SERVICE = `${CONDITIONS}if by.Stopped ~= nil and by.Stopped.status == "True" then
  return {status = "Suspended", message = "Stopped"}
end
local model = obj.status ~= nil and obj.status.modelStatus or nil
if model ~= nil then
  local transition = model.transitionStatus
  if transition == "BlockedByFailedLoad" or transition == "InvalidSpec" then
    local info = model.lastFailureInfo
    return {status = "Degraded", message = info ~= nil and info.message or transition}
  end
  if transition == "InProgress" then
    return {status = "Progressing", message = "The model is loading"}
  end
end
local ready = by.Ready
if ready == nil then
  return {status = "Progressing", message = "Waiting for KServe"}
end
if ready.status == "True" then
  return {status = "Healthy", message = ""}
end
local predictor = by.PredictorReady
if predictor ~= nil and predictor.status == "False" and predictor.reason == "ProgressDeadlineExceeded" then
  return {status = "Degraded", message = predictor.message or predictor.reason}
end
return {status = "Progressing", message = ready.message or ready.reason or ""}
`;

const SCALED_OBJECT = `${CONDITIONS}if by.Paused ~= nil and by.Paused.status == "True" then
  return {status = "Suspended", message = by.Paused.message or "Paused"}
end
if by.Fallback ~= nil and by.Fallback.status == "True" then
  return {status = "Degraded", message = by.Fallback.message or "Its metric cannot be read"}
end
if by.Ready == nil then
  return {status = "Progressing", message = "Waiting for KEDA"}
end
if by.Ready.status == "True" then
  return {status = "Healthy", message = by.Ready.message or ""}
end
return {status = "Degraded", message = by.Ready.message or by.Ready.reason or ""}
`;

const EXTERNAL_SECRET = `${CONDITIONS}if by.Ready == nil then
  return {status = "Progressing", message = "Waiting for External Secrets"}
end
if by.Ready.status == "True" then
  return {status = "Healthy", message = by.Ready.message or ""}
end
return {status = "Degraded", message = by.Ready.message or by.Ready.reason or ""}
`;

const HTTP_ROUTE = `local waiting = nil
if obj.status == nil or obj.status.parents == nil or #obj.status.parents == 0 then
  return {status = "Progressing", message = "No gateway has taken the route"}
end
for _, parent in ipairs(obj.status.parents) do
  for _, condition in ipairs(parent.conditions or {}) do
    if (condition.type == "Accepted" or condition.type == "ResolvedRefs") and condition.status == "False" then
      return {status = "Degraded", message = condition.message or condition.reason or ""}
    end
    if condition.status == "Unknown" or (condition.type == "Programmed" and condition.status == "False") then
      waiting = condition.message or condition.reason or ""
    end
  end
end
if waiting ~= nil then
  return {status = "Progressing", message = waiting}
end
return {status = "Healthy", message = ""}
`;

// Argo CD waits for an address, which many ingress controllers never write.
const INGRESS = `return {status = "Healthy", message = ""}
`;

const CHECKS = {
  'serving.kserve.io_InferenceService': INFERENCE_SERVICE,
  'keda.sh_ScaledObject': SCALED_OBJECT,
  'external-secrets.io_ExternalSecret': EXTERNAL_SECRET,
  'gateway.networking.k8s.io_HTTPRoute': HTTP_ROUTE,
  'networking.k8s.io_Ingress': INGRESS,
} as const;

/**
 * What Argo CD has to know to judge every kind that is rendered: keys of its
 * ConfigMap `argocd-cm`. Deployments, claims, autoscalers and Services it
 * judges well by itself; the other kinds have no status.
 */
export function argocdHealth(namespace: string): string {
  const document = newDocument({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'argocd-cm',
      namespace,
      labels: { 'app.kubernetes.io/part-of': 'argocd' },
    },
    data: Object.fromEntries(
      Object.entries(CHECKS).map(([kind, lua]) => [
        `resource.customizations.health.${kind}`,
        lua,
      ]),
    ),
  });
  commentOver(
    document,
    ['data'],
    'Put these keys into the ConfigMap argocd-cm that you have; it holds more than these.',
  );
  return formatDocument(document);
}
