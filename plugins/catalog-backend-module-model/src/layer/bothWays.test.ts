import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { TestCatalog } from '../__testUtils__/TestCatalog';
import modelModule from '../index';
import layerModule from '../modelLayer';

const model = (name: string, spec: object = {}): Entity => ({
  apiVersion: 'modelfleet.dev/v1alpha1',
  kind: 'Model',
  metadata: { name, namespace: 'default' },
  spec: {
    type: 'llm',
    lifecycle: 'production',
    owner: 'ml-platform',
    artifacts: [{ name: 'bf16', uri: 'hf://example/model' }],
    ...spec,
  },
});

const core = (kind: string, name: string, spec: object): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  spec: { type: 'x', lifecycle: 'production', owner: 'ml-platform', ...spec },
});

const entities: readonly Entity[] = [
  model('base'),
  model('tuned', {
    owner: 'user:jane',
    system: 'assistants',
    baseModel: 'base',
    datasets: ['tickets', 'component:exporter'],
    dependsOn: ['resource:default/tickets', 'api:lookup', 'model:other/guard'],
  }),
  // Relations that other kinds declare to Models.
  core('Component', 'support-chat', { dependsOn: ['model:tuned'] }),
  core('Component', 'exporter', { dependencyOf: ['model:base'] }),
  core('Resource', 'tickets', { dependsOn: ['model:base'] }),
  core('API', 'lookup', { definition: 'x' }),
  core('System', 'assistants', {}),
  core('Group', 'ml-platform', { children: [] }),
  core('User', 'jane', { memberOf: ['ml-platform'] }),
];

/** As the catalog shows them: from the entity, in a stable order. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'model:default/tuned': [
    'dependencyOf component:default/support-chat',
    'dependsOn api:default/lookup',
    'dependsOn component:default/exporter',
    'dependsOn model:other/guard',
    'dependsOn resource:default/tickets',
    'derivedFrom model:default/base',
    'ownedBy user:default/jane',
    'partOf system:default/assistants',
  ],
  'model:default/base': [
    'baseOf model:default/tuned',
    'dependencyOf resource:default/tickets',
    'dependsOn component:default/exporter',
    'ownedBy group:default/ml-platform',
  ],
  'component:default/support-chat': [
    'dependsOn model:default/tuned',
    'ownedBy group:default/ml-platform',
  ],
  'component:default/exporter': [
    'dependencyOf model:default/base',
    'dependencyOf model:default/tuned',
    'ownedBy group:default/ml-platform',
  ],
  'resource:default/tickets': [
    'dependencyOf model:default/tuned',
    'dependsOn model:default/base',
    'ownedBy group:default/ml-platform',
  ],
  'api:default/lookup': [
    'dependencyOf model:default/tuned',
    'ownedBy group:default/ml-platform',
  ],
  'system:default/assistants': [
    'hasPart model:default/tuned',
    'ownedBy group:default/ml-platform',
  ],
};

function relationsOf(entity: Entity | undefined): string[] {
  return (entity?.relations ?? [])
    .map(({ type, targetRef }) => `${type} ${targetRef}`)
    .sort();
}

const accepted: ReadonlyArray<readonly [string, Entity]> = [
  ['a plain Model', model('plain')],
  ['a field of their own', model('own', { 'x-team': 1 })],
  [
    'a dependency on a kind of their own',
    model('dep', { dependsOn: ['dataset:x'] }),
  ],
];

/** And what the refusal must say. */
const refused: ReadonlyArray<readonly [string, Entity, string]> = [
  [
    'a value outside a closed list',
    model('bits', {
      artifacts: [
        {
          name: 'awq',
          uri: 'hf://e/m',
          quantization: { method: 'awq', bits: 'four' },
        },
      ],
    }),
    'spec.artifacts[0].quantization.bits must be one of 1, 2, 3, 4, 5, 6 or 8, got \\"four\\"',
  ],
  [
    'an unknown field',
    model('typo', { artifcts: [] }),
    'spec.artifcts is not a field of a Model, did you mean artifacts?',
  ],
  [
    'a missing owner',
    model('orphan', { owner: undefined }),
    'spec.owner is missing',
  ],
  [
    'a rule that no schema states',
    model('twice', {
      artifacts: [
        { name: 'a', uri: 'hf://e/m' },
        { name: 'a', uri: 'hf://e/n' },
      ],
    }),
    'spec.artifacts[1].name must be unique',
  ],
  [
    'a base that is itself',
    model('narcissus', { baseModel: 'narcissus' }),
    'spec.baseModel must not refer to the model itself',
  ],
  [
    'a reference of the wrong kind',
    model('owned', { owner: 'system:default/assistants' }),
    'spec.owner must refer to a Group or User',
  ],
  [
    'another version',
    { ...model('v2'), apiVersion: 'modelfleet.dev/v2' },
    'apiVersion must be modelfleet.dev/v1alpha1, got \\"modelfleet.dev/v2\\"',
  ],
];

describe.each([
  ['the processor', [modelModule]],
  ['the catalog model layer', [layerModule]],
  ['both', [modelModule, layerModule]],
])('the kind Model by %s', (_, features) => {
  let catalog: TestCatalog;

  beforeAll(async () => {
    catalog = await TestCatalog.start({ features, entities });
  }, 60_000);

  afterAll(() => catalog?.stop());

  it('has relations from and to Models', async () => {
    const wanted = Object.entries(expected);
    const seen = await catalog.until(
      'the expected relations',
      all =>
        all.size >= entities.length &&
        wanted.every(
          ([ref, relations]) =>
            relationsOf(all.get(ref)).length >= relations.length,
        ),
    );
    for (const [ref, relations] of wanted) {
      expect([ref, relationsOf(seen.get(ref))]).toEqual([ref, relations]);
    }
    expect([...seen.keys()].sort()).toEqual(
      entities.map(entity => stringifyEntityRef(entity)).sort(),
    );
  }, 30_000);

  it.each(accepted)('accepts %s', async (__, document) => {
    expect(await catalog.refusal(document)).toBeUndefined();
  });

  it.each(refused)('refuses %s', async (__, document, message) => {
    const refusal = await catalog.refusal(document);
    expect(refusal).toContain(`Model \\"${document.metadata.name}\\"`);
    expect(refusal).toContain(message);
  });
});
