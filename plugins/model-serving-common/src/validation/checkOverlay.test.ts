import { checkOverlay, kindsOf, type SchemaAnswer } from './checkOverlay';
import { OwnSchemas } from './ownSchemas/OwnSchemas';
import type { ResolvedOverlay } from './manifests/types';

function overlay(...objects: Record<string, unknown>[]): ResolvedOverlay {
  return {
    manifests: objects.map(object => ({ file: 'base/x.yaml', object })),
    errors: [],
    warnings: [],
    notResolved: [],
  };
}

function check(resolved: ResolvedOverlay, answer: SchemaAnswer) {
  return checkOverlay({
    overlay: resolved,
    namespace: 'chat',
    schemaOf: () => answer,
  });
}

const scaledObject = {
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'ScaledObject',
  metadata: { name: 'chat' },
};
const any: SchemaAnswer = {
  status: 'known',
  schema: { root: { type: 'object' }, definitions: {} },
};

it('names what installs a kind that the cluster lacks', () => {
  const absent: SchemaAnswer = { status: 'absent', otherVersions: [] };
  expect(check(overlay(scaledObject), absent)).toEqual({
    problems: [
      {
        severity: 'error',
        file: 'base/x.yaml',
        object: {
          apiVersion: 'keda.sh/v1alpha1',
          kind: 'ScaledObject',
          name: 'chat',
        },
        path: 'kind',
        message: 'The cluster has no ScaledObject of keda.sh/v1alpha1',
        advice:
          'ScaledObject comes with KEDA. Ask the platform team to install it there, or choose without it.',
      },
    ],
    notes: [],
    checked: 1,
    checkedByOwn: 0,
    ownSchemas: [],
    objects: 1,
  });
});

it('tells an older version from a kind that is not there', () => {
  const [problem] = check(overlay(scaledObject), {
    status: 'absent',
    otherVersions: ['v1'],
  }).problems;
  expect(problem?.advice).toMatch(/serves keda.sh in v1\..* of KEDA/);
});

it('says what could not be checked', () => {
  const { notes, checked } = check(overlay(scaledObject), {
    status: 'unknown',
    why: 'the cluster is away',
  });
  expect(checked).toBe(0);
  expect(notes).toEqual([
    'ScaledObject was not checked against a schema: the cluster is away.',
  ]);
});

it('takes our own schemas where the cluster cannot be asked, and says so', () => {
  const own = OwnSchemas.create();
  const broken = {
    ...scaledObject,
    spec: { scaleTargetRef: { name: 'x' }, triggers: [], minReplicas: 1 },
  };
  expect(
    checkOverlay({
      overlay: overlay(broken, { ...scaledObject, kind: 'Other' }),
      namespace: 'chat',
      schemaOf: () => ({ status: 'unknown', why: 'the cluster is away' }),
      ownSchemaOf: kind => own.find(kind),
    }),
  ).toEqual({
    problems: [
      {
        severity: 'error',
        file: 'base/x.yaml',
        object: expect.objectContaining({ kind: 'ScaledObject' }),
        path: 'spec.minReplicas',
        message: 'KEDA v2.20 does not know this field and would drop it',
        advice: expect.stringMatching(
          /^It knows advanced, .* If the cluster has another version that takes it, check again when it can be asked\.$/,
        ),
      },
    ],
    notes: [
      "1 of 2 objects were checked against Modelfleet's own schemas (KEDA v2.20) and not against those of the cluster: the cluster is away. They know fields and types; bounds, rules and what the cluster has installed they do not.",
      'Other was not checked against a schema: the cluster is away.',
    ],
    checked: 0,
    checkedByOwn: 1,
    ownSchemas: ['KEDA v2.20'],
    objects: 2,
  });
});

it.each<[string, Record<string, unknown>, string]>([
  ['a name', { name: 'A b' }, 'metadata.name'],
  ['no name', {}, 'metadata.name'],
  [
    'another namespace',
    { name: 'x', namespace: 'kube-system' },
    'metadata.namespace',
  ],
  [
    'a label that is too long',
    { name: 'x', labels: { team: 'x'.repeat(64) } },
    'metadata.labels.team',
  ],
  [
    'a label that is a number',
    { name: 'x', labels: { team: 1 } },
    'metadata.labels.team',
  ],
  [
    'the name of a label',
    { name: 'x', labels: { '/a': 'b' } },
    'metadata.labels["/a"]',
  ],
  [
    'an annotation that is no text',
    { name: 'x', annotations: { a: true } },
    'metadata.annotations.a',
  ],
])('checks what no schema says: %s', (_, metadata, path) => {
  const { problems } = check(overlay({ ...scaledObject, metadata }), any);
  expect(problems.map(problem => problem.path)).toEqual([path]);
});

it('asks for each kind once', () => {
  expect(
    kindsOf(overlay(scaledObject, scaledObject, { kind: 'Broken' })),
  ).toEqual([{ group: 'keda.sh', version: 'v1alpha1', kind: 'ScaledObject' }]);
});

describe('a service that leaves its runtime to KServe', () => {
  const service = (model: Record<string, unknown>) => ({
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name: 'chat' },
    spec: { predictor: { model } },
  });
  const amd = { resources: { limits: { 'amd.com/gpu': '1' } } };

  it('is warned about GPUs that the shipped one cannot use', () => {
    const { problems } = check(overlay(service(amd)), any);
    expect(problems).toEqual([
      expect.objectContaining({
        severity: 'warning',
        path: 'spec.predictor.model.runtime',
        message: expect.stringContaining('asks for amd.com/gpu'),
        advice: expect.stringContaining('kserve.runtimeRocm'),
      }),
    ]);
  });

  it.each([
    ['it names one', service({ ...amd, runtime: 'rocm' })],
    [
      'its GPUs are of NVIDIA',
      service({ resources: { limits: { 'nvidia.com/gpu': '1' } } }),
    ],
    ['it brings its own container', service({})],
    ['it is something else', scaledObject],
    ['it is no object at all', { ...service({}), spec: 'x' }],
  ])('is not warned where %s', (_, object) => {
    expect(check(overlay(object), any).problems).toEqual([]);
  });
});
