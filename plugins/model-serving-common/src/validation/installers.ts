/** What brings kinds to a cluster, by API group. */
const INSTALLERS: Readonly<Record<string, string>> = {
  'serving.kserve.io': 'KServe',
  'keda.sh': 'KEDA',
  'gateway.networking.k8s.io': 'the Gateway API',
  'inference.networking.k8s.io': 'the Gateway API inference extension',
  'inference.networking.x-k8s.io': 'the Gateway API inference extension',
  'monitoring.coreos.com': 'the Prometheus operator',
  'external-secrets.io': 'the External Secrets operator',
  'cert-manager.io': 'cert-manager',
  'leaderworkerset.x-k8s.io': 'LeaderWorkerSet',
  'kueue.x-k8s.io': 'Kueue',
  'ray.io': 'KubeRay',
  'apps.nvidia.com': "NVIDIA's NIM operator",
  'nvidia.com': 'NVIDIA Dynamo',
  'kaito.sh': 'KAITO',
  'argoproj.io': 'Argo (CD or Rollouts)',
  'kustomize.toolkit.fluxcd.io': 'Flux',
  'helm.toolkit.fluxcd.io': 'Flux',
  'source.toolkit.fluxcd.io': 'Flux',
  'policy.sigstore.dev': "Sigstore's policy controller",
  'kyverno.io': 'Kyverno',
  'snapshot.storage.k8s.io': 'the CSI snapshot controller',
};

/**
 * What to do where a cluster lacks a kind, as a sentence.
 *
 * @param servedVersions - Other versions of the group that it serves.
 */
export function howToGet(
  group: string,
  kind: string,
  servedVersions: readonly string[],
): string {
  const installer = INSTALLERS[group];
  if (servedVersions.length > 0) {
    return `It serves ${group} in ${servedVersions.join(
      ', ',
    )}. Ask the platform team for a newer version${
      installer ? ` of ${installer}` : ''
    }, or leave ${kind} out.`;
  }
  return installer
    ? `${kind} comes with ${installer}. Ask the platform team to install it there, or choose without it.`
    : `Ask the platform team to install what brings ${kind}${
        group ? ` (${group})` : ''
      }, or leave it out.`;
}
