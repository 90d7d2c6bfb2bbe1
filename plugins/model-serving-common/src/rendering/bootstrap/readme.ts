import type { PlatformFacts } from './types';

/** What the platform's folder says of itself. */
export function platformReadme({ repository, folder }: PlatformFacts): string {
  const lines =
    repository.delivery === 'argocd'
      ? [
          `- \`argocd/<tenant>.yaml\`: an AppProject, which holds the only repository, clusters and namespaces that the tenant's Applications may use, and an ApplicationSet, which makes an Application of each folder \`<tenant>/<service>/clusters/<cluster>\`. Let an Application of Argo CD apply this folder.`,
          '- `argocd-cm/argocd-cm.yaml`: health checks for what services are made of. Put its keys into the ConfigMap `argocd-cm` of Argo CD.',
          '- `clusters/<cluster>/namespaces.yaml`: the namespaces of the tenants, with Pod Security. Apply it once to each cluster.',
        ]
      : [
          '- `clusters/<cluster>/flux.yaml`: the source and the root Kustomization. Apply it once to each cluster; add the credentials of a private repository to the source.',
          "- `flux/<cluster>/tenants.yaml`: namespaces with Pod Security, and as whom Flux applies what is a tenant's.",
          '- `flux/<cluster>/<tenant>-<service>.yaml`: one Kustomization for each service, written when it is deployed.',
          '- `flux/template.yaml`: what these are made from. Change it to give every service that is written from then on another interval, health checks or anything else.',
        ];
  return `${[
    '# Platform',
    '',
    `Written from the configuration of Backstage (\`modelServing.gitops\`, repository \`${repository.id}\`) and owned by the platform team. Write it anew after a change of that configuration: what is the same stays, and a review shows the rest.`,
    '',
    ...lines,
    '',
    `Tenants write below \`${
      folder.replace(/_platform$/, '') || './'
    }<tenant>/\` and nowhere else; protect this folder with the rules of your Git host (CODEOWNERS).`,
  ].join('\n')}\n`;
}
