import { isModelEntity } from '../ModelEntityV1alpha1';
import { completeModel } from './__fixtures__/completeModel';
import { ModelValidator } from './ModelValidator';

type Draft = ReturnType<typeof completeModel>;

const validator = ModelValidator.create();

/** Sets what the types do not allow: documents come from outside. */
function set(target: object, field: string, value: unknown): void {
  Object.assign(target, { [field]: value });
}

function artifact(draft: Draft, index = 0): object {
  return draft.spec.artifacts[index]!;
}

describe('ModelValidator', () => {
  it('accepts a Model that uses every field', () => {
    expect(validator.findProblems(completeModel())).toEqual([]);
    expect(validator.validate(completeModel())).toBe(true);
    expect(isModelEntity(completeModel())).toBe(true);
  });

  it.each<[string, (draft: Draft) => void]>([
    [
      'only what is required',
      ({ spec }) => {
        for (const field of Object.keys(spec)) {
          if (!['type', 'lifecycle', 'owner', 'artifacts'].includes(field)) {
            delete (spec as Record<string, unknown>)[field];
          }
        }
      },
    ],
    ['a field of their own', ({ spec }) => set(spec, 'x-cost-centre', 42)],
    ['a type of their own', ({ spec }) => set(spec, 'type', 'world-model')],
    [
      'a revision that the uri repeats',
      draft => {
        set(artifact(draft), 'uri', 'hf://example/Tuned-8B:v1');
        set(artifact(draft), 'revision', 'v1');
      },
    ],
  ])('accepts %s', (_, change) => {
    const draft = completeModel();
    change(draft);
    expect(validator.findProblems(draft)).toEqual([]);
  });

  it.each<[string, (draft: Draft) => void, string]>([
    [
      'a value outside a closed list',
      d => set(artifact(d, 1), 'quantization', { method: 'awq', bits: 'four' }),
      'spec.artifacts[1].quantization.bits must be one of 1, 2, 3, 4, 5, 6 or 8, got "four"',
    ],
    [
      'an unknown format',
      d => set(artifact(d), 'format', 'bin'),
      'spec.artifacts[0].format must be one of safetensors, gguf,',
    ],
    [
      'a slip of the finger',
      d => set(d.spec, 'artifcts', []),
      'spec.artifcts is not a field of a Model, did you mean artifacts?',
    ],
    [
      'the name that config.json gives it',
      d => set(d.spec.architecture!, 'num_hidden_layers', 32),
      'spec.architecture.num_hidden_layers is not a field of a Model, did you mean numHiddenLayers?',
    ],
    [
      'live state',
      d => set(d.spec, 'replicas', 3),
      'spec.replicas is not a field of a Model; the fields here are type, lifecycle, owner,',
    ],
    [
      'a missing field',
      d => set(d.spec, 'owner', undefined),
      'spec.owner is missing (An entity reference to the group or user',
    ],
    [
      'no artifacts',
      d => set(d.spec, 'artifacts', []),
      'spec.artifacts must not be an empty list',
    ],
    [
      'an unknown scheme',
      d => set(artifact(d), 'uri', 'ftp://host/m'),
      'spec.artifacts[0].uri is not valid, got "ftp://host/m" (Where the files are. The scheme is one of hf, oci,',
    ],
    [
      'a short digest',
      d => set(artifact(d, 1), 'digest', 'sha256:abc'),
      'spec.artifacts[1].digest is not valid, got "sha256:abc" (The digest of an OCI artifact: sha256 and 64',
    ],
    [
      'text for a number',
      d => set(d.spec.architecture!, 'parameters', '8B'),
      'spec.architecture.parameters must be a whole number, got "8B"',
    ],
    [
      'nothing for a number',
      d => set(d.spec.architecture!, 'numExperts', 0),
      'spec.architecture.numExperts must be at least 1, got 0',
    ],
    [
      'another version of the kind',
      d => set(d, 'apiVersion', 'modelfleet.dev/v1'),
      'apiVersion must be modelfleet.dev/v1alpha1, got "modelfleet.dev/v1"',
    ],
    [
      'the kind in lower case',
      d => set(d, 'kind', 'model'),
      'kind must be Model, got "model"',
    ],
    [
      'no spec',
      d => set(d, 'spec', undefined),
      'spec is missing (What the model is',
    ],
    [
      'an envelope that no entity has',
      d => set(d.metadata, 'annotations', { a: 1 }),
      'metadata.annotations.a must be string',
    ],

    // What the schema cannot say.
    [
      'two variants of one name',
      d => set(artifact(d, 1), 'name', 'bf16'),
      'spec.artifacts[1].name must be unique in its model, but spec.artifacts[0] is called "bf16" too',
    ],
    [
      'a digest outside a registry',
      d => set(artifact(d), 'digest', `sha256:${'b'.repeat(64)}`),
      'spec.artifacts[0].digest is only for artifacts in an OCI registry',
    ],
    [
      'a digest that contradicts its uri',
      d => set(artifact(d, 1), 'uri', `oci://r.io/m@sha256:${'b'.repeat(64)}`),
      'spec.artifacts[1].digest is "sha256:aaaa',
    ],
    [
      'a revision in a registry',
      d => set(artifact(d, 1), 'revision', 'v1'),
      'spec.artifacts[1].revision is not for artifacts in an OCI registry',
    ],
    [
      'a revision that contradicts its uri',
      d => set(artifact(d), 'uri', 'hf://example/Tuned-8B:v2'),
      'but uri says "v2"; say it once',
    ],
    [
      'another licence without its text',
      d => set(d.spec, 'licenseUrl', undefined),
      'spec.licenseUrl is missing: license is "other"',
    ],
    [
      'a model made from itself',
      d => set(d.spec, 'baseModel', 'model:Default/Tuned'),
      'spec.baseModel must not refer to the model itself',
    ],
    [
      'a base that is no model',
      d => set(d.spec, 'baseModel', 'component:default/base'),
      'spec.baseModel must refer to a Model, got "component:default/base" which is of kind component',
    ],
    [
      'an owner that cannot own',
      d => set(d.spec, 'owner', 'system:default/assistants'),
      'spec.owner must refer to a Group or User',
    ],
    [
      'a dependency without a kind',
      d => set(d.spec, 'dependsOn', ['tokenizer-store']),
      'spec.dependsOn[0] must be an entity reference that says its kind, for example "resource:default/name", got "tokenizer-store"',
    ],
    [
      'more active parameters than there are',
      d => set(d.spec.architecture!, 'parameters', 1),
      'spec.architecture.activeParameters is 8030261248, more than parameters (1)',
    ],
    [
      'more experts a token than there are',
      d => set(d.spec.architecture!, 'numExperts', 4),
      'spec.architecture.numExpertsPerToken is 8, more than numExperts (4)',
    ],
    [
      'key/value heads that do not divide',
      d => set(d.spec.architecture!, 'numKeyValueHeads', 5),
      'spec.architecture.numKeyValueHeads is 5, which does not divide numAttentionHeads (32)',
    ],
    [
      'half of latent attention',
      d => set(d.spec.architecture!, 'qkRopeHeadDim', undefined),
      'spec.architecture.qkRopeHeadDim is missing: with kvLoraRank',
    ],
    [
      'too few layer types',
      d => set(d.spec.architecture!, 'numHiddenLayers', 3),
      'spec.architecture.layerTypes has 2 entries, but numHiddenLayers is 3',
    ],
    [
      'a window without its width',
      d => set(d.spec.architecture!, 'slidingWindow', undefined),
      'spec.architecture.slidingWindow is missing: layerTypes has sliding_attention',
    ],
  ])('refuses %s', (_, change, message) => {
    const draft = completeModel();
    change(draft);
    // A document from outside has no fields of value undefined.
    const document = JSON.parse(JSON.stringify(draft));

    expect(() => validator.validate(document)).toThrow(`Model "tuned": `);
    expect(() => validator.validate(document)).toThrow(message);
    expect(validator.findProblems(document)).toHaveLength(1);
  });

  it('tells everything that is wrong at once', () => {
    const draft = completeModel();
    set(draft.spec, 'task', 'Text Generation');
    set(artifact(draft), 'dtype', 'bf16');
    expect(validator.findProblems(draft).map(p => p.field)).toEqual([
      'spec.task',
      'spec.artifacts[0].dtype',
    ]);
  });

  it.each([
    [
      'another kind',
      { apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
    ],
    ["somebody else's Model", { apiVersion: 'example.com/v1', kind: 'Model' }],
  ])('leaves %s alone', (_, type) => {
    const entity = { ...type, metadata: { name: 'x' }, spec: { anything: 1 } };
    expect(validator.validate(entity)).toBe(false);
    expect(isModelEntity(entity)).toBe(false);
  });
});
