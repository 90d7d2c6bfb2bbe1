import { parse, parseAllDocuments } from 'yaml';
import type { GitOpsRepository } from '../../gitops';
import { RENDERED_KINDS } from './kinds';
import { renderPlatform } from './renderPlatform';

const repository: GitOpsRepository = {
  id: 'fleet',
  url: 'https://git.example.com/platform/fleet.git',
  branch: 'main',
  root: 'services/models',
  delivery: 'argocd',
  directPush: false,
  clusters: ['cloud-eu', 'edge-plant'],
  tenants: [
    {
      name: 'chat',
      owner: 'group:default/chat-team',
      namespaces: ['chat', 'chat-canary'],
      clusters: ['cloud-eu', 'edge-plant'],
    },
    {
      name: 'vision',
      owner: 'group:default/vision-team',
      namespaces: ['vision'],
      clusters: ['edge-plant'],
    },
  ],
  platform: {
    argocd: { namespace: 'argo', clusterNames: { 'cloud-eu': 'in-cluster' } },
    signatures: 'policy-controller',
  },
};
const flux: GitOpsRepository = { ...repository, delivery: 'flux' };
const FOLDER = 'services/models/_platform';

function objectsOf(from: GitOpsRepository, path: string) {
  return parseAllDocuments(
    renderPlatform(from).files.get(`${FOLDER}/${path}`) ?? '',
  ).map(document => document.toJS());
}

describe('renderPlatform', () => {
  it.each([repository, flux])('changes nothing the second time', from => {
    const { files } = renderPlatform(from);
    expect(renderPlatform(from, files)).toEqual({
      files,
      changed: [],
      removed: [],
    });
  });

  it('lets Argo CD deliver a tenant to its places and nowhere else', () => {
    const [project, set] = objectsOf(repository, 'argocd/vision.yaml');
    expect(project).toMatchObject({
      kind: 'AppProject',
      metadata: { name: 'vision', namespace: 'argo' },
      spec: {
        sourceRepos: [repository.url],
        destinations: [{ name: 'edge-plant', namespace: 'vision' }],
        clusterResourceWhitelist: [],
      },
    });
    expect(project.spec.namespaceResourceWhitelist).toHaveLength(
      RENDERED_KINDS.length,
    );
    expect(project.spec.namespaceResourceWhitelist).not.toContainEqual(
      expect.objectContaining({ kind: 'Secret' }),
    );
    expect(set.spec.generators[0].git.directories).toEqual([
      { path: 'services/models/vision/*/clusters/*' },
    ]);
    expect(set.spec.template).toMatchObject({
      metadata: {
        name: '{{ index .path.segments 2 }}-{{ index .path.segments 3 }}-{{ .path.basenameNormalized }}',
      },
      spec: {
        project: 'vision',
        destination: {
          name: '{{ if eq .path.basename "cloud-eu" }}in-cluster{{ else }}{{ .path.basename }}{{ end }}',
          namespace: 'vision',
        },
      },
    });
  });

  it('makes the namespaces of a cluster, with what is let in', () => {
    expect(
      objectsOf(repository, 'clusters/edge-plant/namespaces.yaml').map(
        ({ metadata }) => metadata.name,
      ),
    ).toEqual(['chat', 'chat-canary', 'vision']);
    expect(
      objectsOf(repository, 'clusters/cloud-eu/namespaces.yaml')[0],
    ).toMatchObject({
      metadata: {
        labels: {
          'pod-security.kubernetes.io/enforce': 'baseline',
          'pod-security.kubernetes.io/warn': 'restricted',
          'policy.sigstore.dev/include': 'true',
        },
      },
    });
  });

  it('gives Flux an account for each tenant that reaches its namespaces', () => {
    const objects = objectsOf(flux, 'flux/edge-plant/tenants.yaml');
    const bindings = objects
      .filter(({ kind }) => kind === 'RoleBinding')
      .map(({ metadata, roleRef, subjects }) => [
        metadata.namespace,
        roleRef.kind,
        subjects,
      ]);
    const account = (name: string) => [
      { kind: 'ServiceAccount', name, namespace: 'flux-system' },
    ];
    expect(bindings).toEqual([
      ['chat', 'Role', account('modelfleet-chat')],
      ['chat-canary', 'Role', account('modelfleet-chat')],
      ['vision', 'Role', account('modelfleet-vision')],
    ]);
    const roles = objects.filter(({ kind }) => kind === 'Role');
    expect(
      roles.flatMap(({ rules }) =>
        rules.flatMap((rule: { resources: string[] }) => rule.resources),
      ),
    ).not.toContain('secrets');
  });

  it("keeps the platform's changes to the template of Flux", () => {
    const path = `${FOLDER}/flux/template.yaml`;
    const { files } = renderPlatform(flux);
    const own = new Map(files).set(
      path,
      (files.get(path) ?? '').replace('timeout: 5m', 'timeout: 1h'),
    );
    const again = renderPlatform(flux, own);
    expect(again.changed).toEqual([]);
    expect(again.files.get(path)).toContain('timeout: 1h');
  });

  it('takes out what is of a tenant that is gone, and nothing of others', () => {
    const { files } = renderPlatform(repository);
    const existing = new Map(files)
      .set(`${FOLDER}/notes.md`, 'ours')
      .set('services/models/vision/x/catalog-info.yaml', 'theirs');
    const [chat] = repository.tenants;
    expect(
      renderPlatform({ ...repository, tenants: chat ? [chat] : [] }, existing)
        .removed,
    ).toEqual([`${FOLDER}/argocd/vision.yaml`]);
  });

  it.each([
    ['github', '.github/workflows/model-services.yaml'],
    ['gitlab', `${FOLDER}/ci/gitlab.yaml`],
    ['tekton', `${FOLDER}/ci/tekton.yaml`],
  ] as const)('writes a pipeline for %s with pinned tools', (ci, path) => {
    const { files } = renderPlatform({ ...repository, platform: { ci } });
    const text = files.get(path) ?? '';
    expect(parse(text)).toEqual(expect.anything());
    expect(text.match(/@sha256:[0-9a-f]{64}/g)).toHaveLength(3);
    for (const action of text.matchAll(/uses: (\S+)/g)) {
      expect(action[1]).toMatch(/@[0-9a-f]{40}$/);
    }
    expect(text).toContain('services/models');
  });

  it('says that there is nothing to make without a tenant', () => {
    expect(() => renderPlatform({ ...repository, tenants: [] })).toThrow(
      'has no tenants',
    );
  });
});
