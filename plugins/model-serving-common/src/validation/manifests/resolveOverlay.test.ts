import { resolveOverlay } from './resolveOverlay';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: chat}
spec:
  replicas: 1
  template:
    spec:
      containers:
        - {name: engine, image: 'vllm/vllm-openai:v1', args: [--model]}
`;
const BASE = {
  'base/kustomization.yaml': 'resources: [deployment.yaml]\n',
  'base/deployment.yaml': DEPLOYMENT,
};

function resolve(overlay: string, more: Record<string, string> = {}) {
  return resolveOverlay(
    new Map(
      Object.entries({
        ...BASE,
        'clusters/eu/kustomization.yaml': `resources: [../../base]\n${overlay}`,
        ...more,
      }),
    ),
    'eu',
  );
}

function patch(operations: string, target = 'kind: Deployment'): string {
  return `patches:\n  - target: {${target}}\n    patch: |-\n      ${operations}\n`;
}

it('resolves what overlays of services use, in the order of kustomize', () => {
  const { manifests, errors, notResolved } = resolve(
    `namespace: chat
labels:
  - pairs: {team: chat}
    includeTemplates: true
images:
  - {name: vllm/vllm-openai, newName: mirror/vllm, newTag: v2}
replicas:
  - {name: chat, count: 3}
${patch(
  '[{"op": "add", "path": "/spec/template/spec/containers/0/args/-", "value": "m"}]',
)}`,
  );
  expect({ errors, notResolved }).toEqual({ errors: [], notResolved: [] });
  expect(manifests).toEqual([
    {
      file: 'base/deployment.yaml',
      object: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'chat', namespace: 'chat', labels: { team: 'chat' } },
        spec: {
          replicas: 3,
          template: {
            metadata: { labels: { team: 'chat' } },
            spec: {
              containers: [
                {
                  name: 'engine',
                  image: 'mirror/vllm:v2',
                  args: ['--model', 'm'],
                },
              ],
            },
          },
        },
      },
    },
  ]);
});

it.each<[string, string, Record<string, string>, string]>([
  [
    'a patch without a place',
    patch('[{"op": "replace", "path": "/spec/none/deep", "value": 1}]'),
    {},
    "A patch of Deployment 'chat' fails: /spec/none/deep leads nowhere: there is no 'none'",
  ],
  [
    'a patch that replaces what is not there',
    patch('[{"op": "replace", "path": "/spec/paused", "value": true}]'),
    {},
    "A patch of Deployment 'chat' fails: /spec/paused is not there to be replaced",
  ],
  [
    'a missing file',
    '',
    { 'base/kustomization.yaml': 'resources: [deployment.yaml, gone.yaml]' },
    "There is no file or folder 'gone.yaml'",
  ],
  [
    'the same object twice',
    '',
    {
      'base/kustomization.yaml': 'resources: [deployment.yaml, again.yaml]',
      'base/again.yaml': DEPLOYMENT,
    },
    "It includes Deployment 'chat' twice",
  ],
  [
    'folders in a circle',
    '',
    { 'base/kustomization.yaml': 'resources: [../clusters/eu]' },
    'Its folders include each other in a circle',
  ],
  [
    'unreadable YAML',
    '',
    { 'base/deployment.yaml': 'spec: [' },
    'The file is not readable YAML',
  ],
  [
    'replicas of nothing',
    'replicas: [{name: other, count: 2}]',
    {},
    "replicas names 'other', which is not there",
  ],
])('says what kustomize would refuse: %s', (_, overlay, more, message) => {
  const { errors } = resolve(overlay, more);
  expect(errors.map(error => error.message)).toEqual([
    expect.stringContaining(message),
  ]);
});

it.each([
  ['configMapGenerator: []', "What 'configMapGenerator' does"],
  [
    'patches: [{patch: "spec: {replicas: 2}", target: {kind: Deployment}}]',
    'is no JSON patch',
  ],
  [patch('[{"op": "remove", "path": "/spec"}]', 'name: ".*"'), 'by a pattern'],
  ['resources: [../../base, https://example.com/x.yaml]', 'is elsewhere'],
  ['resources: [../../base, ../../../other/base]', 'is outside of the service'],
])('says what it does not resolve: %s', (overlay, message) => {
  const text = overlay.startsWith('resources')
    ? overlay
    : `resources: [../../base]\n${overlay}`;
  const { notResolved, manifests } = resolve('', {
    'clusters/eu/kustomization.yaml': text,
  });
  expect(notResolved.map(note => note.message)).toEqual([
    expect.stringContaining(message),
  ]);
  expect(manifests).toHaveLength(1);
});

it('warns of a patch that changes nothing, which kustomize takes', () => {
  const { errors, warnings } = resolve(
    patch('[{"op": "remove", "path": "/spec"}]', 'name: nobody'),
  );
  expect(errors).toEqual([]);
  expect(warnings.map(({ message }) => message)).toEqual([
    expect.stringMatching(/'nobody', which is not there: it changes nothing/),
  ]);
});

it('does not let a patch reach what every object has', () => {
  const { manifests } = resolve(
    patch('[{"op": "add", "path": "/__proto__", "value": {"polluted": true}}]'),
  );
  expect(manifests).toHaveLength(1);
  expect(Object.getOwnPropertyDescriptor(Object.prototype, 'polluted')).toBe(
    undefined,
  );
});

it('says that a cluster has no overlay', () => {
  expect(resolveOverlay(new Map(), 'eu').errors).toEqual([
    {
      file: 'clusters/eu/kustomization.yaml',
      message: 'There is no such file',
    },
  ]);
});
