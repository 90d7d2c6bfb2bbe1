import { chooseOperations } from '../gitops';
import { supportChat } from './requests.fixture';
import type { Placement, ServiceRequest } from './types';
import { checkRequest } from './validateRequest';

const [placement] = supportChat.placements as [Placement];

const choices = chooseOperations(undefined, {});

function placed(change: Partial<Placement>): Partial<ServiceRequest> {
  return { placements: [{ ...placement, ...change }] };
}

describe('checkRequest', () => {
  it('completes references and defaults', () => {
    expect(
      checkRequest(
        {
          ...supportChat,
          owner: 'chat-team',
          modelRef: 'llama-3.1-8b-instruct',
        },
        choices,
      ),
    ).toMatchObject({
      serviceRef: 'component:default/support-chat',
      owner: 'group:default/chat-team',
      system: 'system:default/assistants',
      modelRef: 'model:default/llama-3.1-8b-instruct',
      placements: [{ resourceName: 'nvidia.com/gpu' }],
    });
  });

  it.each<[string, Partial<ServiceRequest>, string]>([
    ['no tokens', { contextLength: 0 }, 'tokens, 1 or more, not 0'],
    ['part of a token', { contextLength: 0.5 }, '1 or more, not 0.5'],
    ['a context without end', { contextLength: Infinity }, 'not Infinity'],
    [
      'more tokens than the model takes',
      {
        contextLength: 131073,
        model: { ...supportChat.model, maxPositionEmbeddings: 131072 },
      },
      'Context length 131073 is longer than the 131072 tokens that llama-3.1-8b-instruct was made for',
    ],
    ['a path', { service: '../escape' }, "'../escape' must be lower case"],
    ['an inner path', { service: 'a/b' }, "'a/b' must be lower case"],
    ['nothing', { service: '' }, "Service name '' must be"],
    ['a dot', { service: '.' }, "'.' must be"],
    ['capitals', { service: 'Chat' }, "'Chat' must be lower case"],
    ['a first digit', { service: '4chat' }, 'beginning with a letter'],
    ['a line break', { service: 'chat\n---' }, "'chat\\n---' must be"],
    ['a final line break', { service: 'chat\n' }, "'chat\\n' must be"],
    ['yaml', { service: 'a: b' }, "'a: b' must be"],
    ['a template', { service: '${{x}}' }, "'${{x}}' must be"],
    ['unicode', { service: 'chät' }, "'chät' must be"],
    ['length', { service: 'a'.repeat(52) }, 'has 52 characters; at most 51'],
    [
      'length with its namespace',
      { service: 'a'.repeat(48), namespace: 'chat-production' },
      '11 characters too long for the namespace',
    ],
    ['a tenant path', { tenant: '..' }, "Tenant '..' must be"],
    ['a namespace path', { namespace: 'x/../y' }, "Namespace 'x/../y' must be"],
    ['an owner', { owner: 'group:a/b/c' }, "Owner 'b/c' must be"],
    ['a system', { system: 'a b' }, "System 'a b' must be"],
    ['a model', { modelRef: 'model:default/a*b' }, "Model 'a*b' must be"],
    ['no reference', { modelRef: ':' }, "Model ':' is no entity reference"],
    ['a lifecycle', { lifecycle: 'a: b' }, "Lifecycle 'a: b' must be"],
    ['a title', { title: 'a\u0000b' }, 'Title holds control characters'],
    ['a description', { description: 'x'.repeat(2001) }, 'at most 2000'],
    ['no cluster', { placements: [] }, 'Choose at least one cluster'],
    [
      'a cluster twice',
      { placements: [placement, placement] },
      "Cluster 'cloud-eu' is chosen twice",
    ],
    ['a cluster path', placed({ cluster: '../../x' }), "'../../x' must be"],
    ['a parent folder', placed({ cluster: '..' }), "'..' must be"],
    ['no replica', placed({ replicas: 0 }), 'from 1 to 1000, not 0'],
    ['half a GPU', placed({ gpusPerReplica: 0.5 }), 'from 1 to 64, not 0.5'],
    ['a product', placed({ product: 'a b' }), "cloud-eu 'a b' must be"],
    [
      'a resource',
      placed({ resourceName: 'gpu' }),
      "'gpu' must be a domain, '/' and a name",
    ],
    [
      'fewer replicas at most than at least',
      placed({ replicas: 3, maxReplicas: 2 }),
      'must not be fewer than the 3',
    ],
    [
      'a product without a label',
      placed({ resourceName: 'habana.ai/gaudi' }),
      'nodes do not label the products of habana.ai/gaudi',
    ],
  ])('refuses %s', (_, change, message) => {
    expect(() => checkRequest({ ...supportChat, ...change }, choices)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });
});
