import { parse } from 'yaml';
import { kustomizeBuild } from './build';

const BASE = {
  'svc/base/kustomization.yaml': 'resources: [deployment.yaml, service.yaml]',
  'svc/base/deployment.yaml': `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 1
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: web, image: 'registry.example.com/web:1.0'}]
`,
  'svc/base/service.yaml': `
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
`,
};

function build(overlay: string, more: Record<string, string> = {}) {
  const files = new Map(
    Object.entries({
      ...BASE,
      ...more,
      'svc/clusters/a/kustomization.yaml': overlay,
    }),
  );
  return kustomizeBuild(files, 'svc/clusters/a');
}

describe('kustomizeBuild', () => {
  it('takes what a base has, in its order', () => {
    expect(
      build('resources: [../../base]').map(({ kind, metadata }) => [
        kind,
        metadata.name,
      ]),
    ).toEqual([
      ['Deployment', 'web'],
      ['Service', 'web'],
    ]);
  });

  it('sets namespace, labels, images and replicas', () => {
    const [deployment, service] = build(`
resources: [../../base]
namespace: shop
labels: [{pairs: {site: a}}]
images: [{name: registry.example.com/web, newName: mirror/web, newTag: '2.0'}]
replicas: [{name: web, count: 3}]
`);
    expect(deployment).toMatchObject({
      metadata: { namespace: 'shop', labels: { site: 'a' } },
      spec: {
        replicas: 3,
        selector: { matchLabels: { app: 'web' } },
        template: { spec: { containers: [{ image: 'mirror/web:2.0' }] } },
      },
    });
    expect(deployment).not.toHaveProperty('spec.template.metadata.labels.site');
    expect(service).toMatchObject({ metadata: { namespace: 'shop' } });
  });

  it.each([
    ['includeTemplates', { app: 'web' }, { app: 'web', site: 'a' }],
    ['includeSelectors', { app: 'web', site: 'a' }, { app: 'web', site: 'a' }],
  ])('adds labels with %s', (field, selector, template) => {
    const [deployment] = build(
      `{resources: [../../base], labels: [{pairs: {site: a}, ${field}: true}]}`,
    );
    expect(deployment).toMatchObject({
      spec: {
        selector: { matchLabels: selector },
        template: { metadata: { labels: template } },
      },
    });
  });

  it.each([
    ['digest', '{name: a/b, digest: "sha256:1"}', 'a/b:1', 'a/b@sha256:1'],
    ['tag over digest', '{name: a/b, newTag: "2"}', 'a/b@sha256:9', 'a/b:2'],
    [
      'port in name',
      '{name: "r:5000/b", newTag: "2"}',
      'r:5000/b',
      'r:5000/b:2',
    ],
    ['another image', '{name: a/b, newTag: "2"}', 'a/bc:1', 'a/bc:1'],
  ])('rewrites images: %s', (_, rule, before, after) => {
    const more = {
      'svc/base/kustomization.yaml': 'resources: [pod.yaml]',
      'svc/base/pod.yaml': `{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c, image: '${before}'}]}}`,
    };
    const [pod] = build(`{resources: [../../base], images: [${rule}]}`, more);
    expect(pod).toMatchObject({ spec: { containers: [{ image: after }] } });
  });

  it('applies JSON 6902 patches to what the target names, from text or file', () => {
    const [deployment, service] = build(
      `
resources: [../../base]
patches:
  - target: {group: apps, kind: Deployment}
    patch: |-
      - {op: add, path: /metadata/annotations, value: {a~b: '1'}}
      - {op: replace, path: /spec/replicas, value: 5}
  - target: {kind: Service, name: we.}
    path: port.yaml
`,
      {
        'svc/clusters/a/port.yaml':
          '- {op: replace, path: /spec/ports/0/port, value: 81}',
      },
    );
    expect(deployment).toMatchObject({ spec: { replicas: 5 } });
    expect(service).toMatchObject({ spec: { ports: [{ port: 81 }] } });
    expect(service?.metadata.annotations).toBeUndefined();
  });

  it('leaves the files it reads unchanged', () => {
    build('{resources: [../../base], namespace: shop}');
    expect(parse(BASE['svc/base/service.yaml'])).not.toHaveProperty(
      'metadata.namespace',
    );
  });

  it.each([
    ['configMapGenerator: []', 'field "configMapGenerator" is not understood'],
    ['labels: [{pairs: {a: b}, fields: []}]', 'labels.0.fields'],
    ['resources: [missing.yaml]', 'missing.yaml: no such file or directory'],
    ['resources: [../../../../etc]', 'is outside of the repository'],
    ['resources: ["https://example.com/x"]', 'is outside of the repository'],
    ['resources: [../../base, ../../base]', 'already registered id'],
    ['resources: [../a]', 'cycle detected'],
    [
      '{resources: [../../base], replicas: [{name: other, count: 1}]}',
      'resource with name other does not match',
    ],
    [
      '{resources: [../../base], patches: [{patch: "kind: Deployment", target: {kind: Deployment}}]}',
      'only JSON 6902 patches',
    ],
    [
      '{resources: [../../base], patches: [{patch: "[{op: remove, path: /spec/nothing}]", target: {kind: Deployment}}]}',
      'cannot be applied to Deployment web',
    ],
    ['resources: [', 'svc/clusters/a/kustomization.yaml'],
  ])('refuses %s', (overlay, message) => {
    expect(() => build(overlay)).toThrow(message);
  });

  it('says what is missing in a folder without kustomization', () => {
    expect(() => kustomizeBuild(new Map(), 'nowhere')).toThrow(
      "unable to find one of 'kustomization.yaml'",
    );
  });
});
