import { Entity } from '@backstage/catalog-model';
import { CatalogProcessorResult } from '@backstage/plugin-catalog-node';
import { ModelEntityProcessor } from './ModelEntityProcessor';

const LOCATION = { type: 'url', target: 'https://example.com/model.yaml' };

const model = (spec: Record<string, unknown>, namespace?: string): Entity =>
  JSON.parse(
    JSON.stringify({
      apiVersion: 'modelfleet.dev/v1alpha1',
      kind: 'Model',
      metadata: { name: 'tuned', namespace },
      spec: {
        type: 'llm',
        lifecycle: 'production',
        owner: 'ml-platform',
        artifacts: [{ name: 'bf16', uri: 'hf://example/tuned' }],
        ...spec,
      },
    }),
  );

async function relations(entity: Entity): Promise<string[]> {
  const emitted: CatalogProcessorResult[] = [];
  await ModelEntityProcessor.create().postProcessEntity(
    entity,
    LOCATION,
    result => emitted.push(result),
  );
  const name = (ref: { kind: string; namespace: string; name: string }) =>
    `${ref.kind}:${ref.namespace}/${ref.name}`;
  return emitted.map(result =>
    result.type === 'relation'
      ? `${name(result.relation.source)} ${result.relation.type} ${name(
          result.relation.target,
        )}`
      : result.type,
  );
}

describe('ModelEntityProcessor', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    [
      'system',
      { system: 'assistants' },
      [
        'Model:ai/tuned partOf System:ai/assistants',
        'System:ai/assistants hasPart Model:ai/tuned',
      ],
    ],
    [
      'baseModel',
      { baseModel: 'default/base' },
      [
        'Model:ai/tuned derivedFrom Model:default/base',
        'Model:default/base baseOf Model:ai/tuned',
      ],
    ],
    [
      'datasets',
      { datasets: ['tickets'] },
      [
        'Model:ai/tuned dependsOn Resource:ai/tickets',
        'Resource:ai/tickets dependencyOf Model:ai/tuned',
      ],
    ],
    [
      'dependsOn, of any kind',
      { dependsOn: ['dataset:default/tickets'] },
      [
        'Model:ai/tuned dependsOn dataset:default/tickets',
        'dataset:default/tickets dependencyOf Model:ai/tuned',
      ],
    ],
  ])('relates both ways by %s', async (_, spec, expected) => {
    expect(await relations(model(spec, 'ai'))).toEqual([
      'Model:ai/tuned ownedBy Group:ai/ml-platform',
      'Group:ai/ml-platform ownerOf Model:ai/tuned',
      ...expected,
    ]);
  });

  it('says nothing of other kinds', async () => {
    const processor = ModelEntityProcessor.create();
    const component: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'x' },
      spec: { dependsOn: ['resource:b', 'resource:a'] },
    };
    expect(await relations(component)).toEqual([]);
    expect(await processor.validateEntityKind(component)).toBe(false);
    expect(await processor.preProcessEntity(component)).toBe(component);
  });

  it('puts references in one order, whatever the source does', async () => {
    const processor = ModelEntityProcessor.create();
    const sorted = await processor.preProcessEntity(
      model({ datasets: ['b', 'a'], dependsOn: ['resource:z', 'resource:y'] }),
    );
    expect(sorted.spec).toMatchObject({
      datasets: ['a', 'b'],
      dependsOn: ['resource:y', 'resource:z'],
    });
  });

  it.each([{ datasets: 'a' }, { datasets: [1, 'a'] }])(
    'leaves %j to the validation',
    async spec => {
      const processor = ModelEntityProcessor.create();
      const entity = await processor.preProcessEntity(model(spec));
      expect(entity.spec).toMatchObject(spec);
      await expect(processor.validateEntityKind(entity)).rejects.toThrow(
        'Model "tuned": spec.datasets',
      );
    },
  );
});
