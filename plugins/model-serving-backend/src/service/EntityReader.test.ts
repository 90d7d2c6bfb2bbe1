import type { Entity } from '@backstage/catalog-model';
import { mockCredentials } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { EntityReader } from './EntityReader';

const on = { credentials: mockCredentials.user() };
const SERVICE = { kind: 'Component', namespace: 'default', name: 'chat' };

function entity(kind: string, name: string, related: string[] = []): Entity {
  return {
    apiVersion: 'v1',
    kind,
    metadata: { name, namespace: 'default' },
    spec: { type: 'inference-service' },
    relations: related.map(targetRef => ({
      type: kind === 'Model' ? 'dependencyOf' : 'dependsOn',
      targetRef,
    })),
  };
}

function create(entities: Entity[]) {
  const catalog = catalogServiceMock({ entities });
  const asked = jest.spyOn(catalog, 'getEntitiesByRefs');
  return { reader: EntityReader.create(catalog), asked, catalog };
}

const names = (entities: readonly Entity[]) =>
  entities.map(({ metadata }) => metadata.name);

describe('EntityReader', () => {
  it('asks once for what it asked for before', async () => {
    const { reader, asked } = create([
      entity('Component', 'chat', ['model:default/llama']),
      entity('Model', 'llama'),
    ]);
    expect(names((await reader.read(SERVICE, on)).models)).toEqual(['llama']);
    expect(asked).toHaveBeenCalledTimes(2);
    expect(names((await reader.read(SERVICE, on)).models)).toEqual(['llama']);
    expect(asked).toHaveBeenCalledTimes(3);
  });

  it('always asks as the caller', async () => {
    const { reader, asked } = create([entity('Component', 'chat')]);
    const other = { credentials: mockCredentials.user('user:default/other') };
    await reader.read(SERVICE, on);
    await reader.read(SERVICE, other);
    expect(asked.mock.calls.map(([, options]) => options)).toEqual([on, other]);
  });

  it('goes by the relations of now, whatever it asked for before', async () => {
    const before = create([
      entity('Component', 'chat', ['model:default/llama']),
      entity('Model', 'llama'),
      entity('Model', 'qwen'),
    ]);
    await before.reader.read(SERVICE, on);
    const after = catalogServiceMock({
      entities: [
        entity('Component', 'chat', ['model:default/qwen']),
        entity('Model', 'llama'),
        entity('Model', 'qwen'),
      ],
    });
    before.asked.mockImplementation((request, options) =>
      after.getEntitiesByRefs(request, options),
    );
    const { models } = await before.reader.read(SERVICE, on);
    expect(names(models)).toEqual(['qwen']);
  });

  it('leaves out what the caller may not see', async () => {
    const { reader } = create([
      entity('Component', 'chat', ['model:default/hidden']),
    ]);
    expect((await reader.read(SERVICE, on)).models).toEqual([]);
  });

  it('says what is not there, or not for them', async () => {
    await expect(create([]).reader.read(SERVICE, on)).rejects.toThrow(
      'There is no entity component:default/chat',
    );
  });
});
