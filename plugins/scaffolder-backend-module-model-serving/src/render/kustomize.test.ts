import { spawnSync } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  renderService,
  resolveOverlay,
  type ResolvedOverlay,
  type ServiceFiles,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  serviceCombinations,
  withEveryPair,
} from '@modelfleet/backstage-plugin-model-serving-common/testUtils';
import { parseAllDocuments } from 'yaml';

jest.setTimeout(600_000);

const CLUSTER = 'eu';
const combinations = withEveryPair(serviceCombinations());

/** Files that people changed by hand, in ways that kustomize may or may not take. */
const EDITED: [string, Record<string, string>][] = [
  [
    'a strategic merge patch and a generator',
    overlay({
      patches: [
        {
          patch:
            'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: bot}\nspec: {paused: true}\n',
        },
      ],
      configMapGenerator: [{ name: 'more', literals: ['a=b'] }],
    }),
  ],
  [
    'prefixes and common annotations',
    overlay({ namePrefix: 'x-', commonAnnotations: { a: 'b' } }),
  ],
  [
    'labels with selectors and templates',
    overlay({
      labels: [
        { pairs: { team: 'chat' }, includeSelectors: true },
        { pairs: { tier: 'gold' }, includeTemplates: true },
        { pairs: { plain: 'yes' } },
      ],
    }),
  ],
  ['replicas', overlay({ replicas: [{ name: 'bot', count: 7 }] })],
  [
    'replicas of what is not there',
    overlay({ replicas: [{ name: 'nobody', count: 7 }] }),
  ],
  [
    'images by name, tag and digest',
    overlay({
      images: [
        { name: 'docker.io/vllm', newName: 'mirror:5000/vllm', newTag: 'v2' },
        { name: 'sidecar', digest: `sha256:${'a'.repeat(64)}` },
        { name: 'init', newName: 'other' },
      ],
    }),
  ],
  [
    'a patch whose test fails',
    overlay({
      patches: [
        {
          target: { kind: 'Deployment', name: 'bot' },
          patch: '- {op: test, path: /spec/replicas, value: 9}\n',
        },
      ],
    }),
  ],
  [
    'a patch for what is not there',
    overlay({
      patches: [
        {
          target: { kind: 'Deployment', name: 'nobody' },
          patch: '- {op: add, path: /spec/paused, value: true}\n',
        },
      ],
    }),
  ],
  [
    'patches of every operation, and of names with slashes',
    overlay({
      patches: [
        {
          target: { kind: 'Deployment', name: 'bot' },
          patch: [
            '- {op: add, path: /metadata/annotations, value: {}}',
            '- {op: add, path: /metadata/annotations/a~1b~0c, value: x}',
            '- {op: copy, from: /spec/replicas, path: /spec/minReadySeconds}',
            '- {op: move, from: /spec/minReadySeconds, path: /spec/revisionHistoryLimit}',
            '- {op: remove, path: /spec/template/spec/containers/1}',
            '- {op: replace, path: /spec/replicas, value: 3}',
            '- {op: add, path: /spec/template/spec/containers/0/args/-, value: --last}',
            '- {op: add, path: /spec/template/spec/containers/0/args/0, value: --first}',
          ].join('\n'),
        },
      ],
    }),
  ],
  [
    'a patch by a pattern of names',
    overlay({
      patches: [
        {
          target: { kind: 'Deployment', name: 'b.*' },
          patch: '- {op: add, path: /spec/paused, value: true}\n',
        },
      ],
    }),
  ],
  [
    'a patch in a file, over several objects',
    {
      ...overlay({
        patches: [{ path: 'patch.yaml', target: { kind: 'Deployment' } }],
      }),
      [`clusters/${CLUSTER}/patch.yaml`]:
        '- {op: add, path: /spec/paused, value: true}\n',
    },
  ],
  [
    'a resource that is missing',
    overlay({ resources: ['../../base', 'nothing.yaml'] }),
  ],
  [
    'the same object twice',
    {
      ...overlay({ resources: ['../../base', 'again.yaml'] }),
      [`clusters/${CLUSTER}/again.yaml`]:
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: bot}\n',
    },
  ],
  [
    'a list and several documents in a file',
    {
      ...overlay({ resources: ['../../base', 'more.yaml'] }),
      [`clusters/${CLUSTER}/more.yaml`]:
        'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n',
    },
  ],
  [
    'an object of the cluster, which gets no namespace',
    {
      ...overlay({ resources: ['../../base', 'role.yaml'] }),
      [`clusters/${CLUSTER}/role.yaml`]:
        'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: r}\n',
    },
  ],
  [
    'values that look like other types',
    overlay({
      patches: [
        {
          target: { kind: 'Deployment', name: 'bot' },
          patch:
            '- {op: add, path: /metadata/annotations, value: {a: "yes", b: "1e3", c: "0x10", d: "null", e: "~", f: "2026-01-01", g: "${{ x }}", h: "ü\\u2028\\n"}}\n',
        },
      ],
    }),
  ],
];

function overlay(more: Record<string, unknown>): Record<string, string> {
  return {
    'base/kustomization.yaml': 'resources: [deployment.yaml]\n',
    'base/deployment.yaml': JSON.stringify({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'bot' },
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: 'bot' } },
        template: {
          metadata: { labels: { app: 'bot' } },
          spec: {
            initContainers: [{ name: 'init', image: 'init:1' }],
            containers: [
              { name: 'vllm', image: 'docker.io/vllm:v1', args: ['a'] },
              { name: 'sidecar', image: 'sidecar:v1' },
            ],
          },
        },
      },
    }),
    [`clusters/${CLUSTER}/kustomization.yaml`]: JSON.stringify({
      resources: ['../../base'],
      namespace: 'chat',
      ...more,
    }),
  };
}

/** By kind and name, in no order. */
function byName(objects: readonly unknown[]): Map<string, unknown> {
  return new Map(
    objects.map((object): [string, unknown] => {
      const { kind, metadata } = Object(object);
      return [`${kind} ${Object(metadata).name}`, object];
    }),
  );
}

/** As text, whatever the order of names and of fields. */
function sorted(objects: ReadonlyMap<string, unknown>): string {
  return JSON.stringify(Object.fromEntries(objects), (_, value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value,
  );
}

/** How our answer stands to that of kustomize. */
function outcomeOf(
  theirs: { error: string | undefined; objects: Map<string, unknown> },
  { errors, notResolved, manifests }: ResolvedOverlay,
): string {
  if (theirs.error !== undefined) {
    return errors.length + notResolved.length > 0
      ? 'refused by both, or named as not resolved'
      : `kustomize refuses it: ${theirs.error}`;
  }
  if (errors.length > 0) {
    return `only we refuse it: ${errors[0]?.message}`;
  }
  if (notResolved.length > 0) {
    return 'not resolved, and said so';
  }
  const ours = byName(manifests.map(({ object }) => object));
  return sorted(ours) === sorted(theirs.objects)
    ? 'same'
    : `different: ${sorted(ours)} and ${sorted(theirs.objects)}`;
}

const found = spawnSync('kubectl', ['kustomize', '--help'], {
  timeout: 60_000,
});
const hasKubectl = found.status === 0;
const suite = hasKubectl ? describe : describe.skip;
const left = hasKubectl
  ? ''
  : ` (there is no kubectl here: ${combinations.length} combinations and ${EDITED.length} edited overlays were not compared)`;

suite(`what kubectl kustomize makes of it${left}`, () => {
  let folder = '';

  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'kustomize-'));
  });

  afterAll(() => fs.rm(folder, { recursive: true, force: true }));

  async function write(name: string, files: ServiceFiles): Promise<string> {
    const target = path.join(folder, name);
    for (const [file, text] of files) {
      const place = path.join(target, file);
      await fs.mkdir(path.dirname(place), { recursive: true });
      await fs.writeFile(place, text);
    }
    return target;
  }

  function build(target: string, cluster: string) {
    const { status, stdout, stderr } = spawnSync(
      'kubectl',
      ['kustomize', path.join(target, 'clusters', cluster)],
      { encoding: 'utf8', timeout: 120_000 },
    );
    return {
      error: status === 0 ? undefined : stderr,
      objects: byName(
        parseAllDocuments(stdout)
          .map(document => document.toJS())
          .filter(Boolean),
      ),
    };
  }

  it(`is what we resolve, for every pair of choices (${combinations.length} combinations)`, async () => {
    let compared = 0;
    for (const [index, { name, request }] of combinations.entries()) {
      const { files } = renderService(request);
      const target = await write(`combination-${index}`, files);
      // Each in one of the clusters, in turn: a build takes its time.
      const { cluster } =
        request.placements[index % request.placements.length] ?? {};
      const theirs = build(target, cluster ?? '');
      const ours = resolveOverlay(files, cluster ?? '');
      expect([name, theirs.error, ours.errors]).toEqual([name, undefined, []]);
      expect(ours.notResolved).toEqual([]);
      expect(ours.warnings).toEqual([]);
      expect([
        name,
        byName(ours.manifests.map(({ object }) => object)),
      ]).toEqual([name, theirs.objects]);
      compared += 1;
    }
    expect(compared).toBe(combinations.length);
  });

  it.each(EDITED)(
    'is what we resolve, an error in both, or named as not resolved: %s',
    async (name, edited) => {
      const files = new Map(Object.entries(edited));
      const target = await write(name.replaceAll(/\W+/g, '-'), files);
      const theirs = build(target, CLUSTER);
      const ours = resolveOverlay(files, CLUSTER);
      expect(outcomeOf(theirs, ours)).toMatch(/^(same|refused|not resolved)/);
    },
  );
});
