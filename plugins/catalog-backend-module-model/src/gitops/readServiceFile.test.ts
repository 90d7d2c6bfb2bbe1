import { repository, serviceYaml } from '../__testUtils__/repository';
import { readServiceFile } from './readServiceFile';

const [tenant] = repository().tenants;
const URL = 'https://git.example.com/f/catalog-info.yaml';

const API = `---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: support-api}
spec:
  type: openapi
  lifecycle: production
  owner: chat-team
  definition: {$text: ./openapi.yaml}
`;

describe('readServiceFile', () => {
  it('reads a Component', async () => {
    const [component, ...others] = await readServiceFile(
      serviceYaml('support', { owner: 'chat-team' }),
      tenant!,
      URL,
    );
    expect(component).toMatchObject({
      kind: 'Component',
      metadata: { name: 'support', namespace: 'default' },
    });
    expect(others).toEqual([]);
  });

  it('reads the API beside it', async () => {
    const entities = await readServiceFile(
      serviceYaml('support', { more: API }),
      tenant!,
      URL,
    );
    expect(entities.map(({ kind }) => kind)).toEqual(['Component', 'API']);
  });

  it.each([
    ['broken YAML', 'a: [', /^it is no valid YAML: /],
    ['an empty file', '', 'there is no Component in it'],
    ['an API alone', API, 'there is no Component in it'],
    ['text', 'hello', /^it is no valid YAML: .*object/],
    [
      "somebody else's Component",
      serviceYaml('support', { owner: 'vision-team' }),
      'Component "support" has owner "vision-team"; it must be group:default/chat-team, which the folder of tenant "chat" belongs to',
    ],
    [
      'an owner in another namespace',
      serviceYaml('support', { owner: 'group:other/chat-team' }),
      'has owner "group:other/chat-team"',
    ],
    [
      'a user of the same name',
      serviceYaml('support', { owner: 'user:default/chat-team' }),
      'has owner "user:default/chat-team"',
    ],
    [
      "somebody else's API",
      serviceYaml('support', {
        more: API.replace('owner: chat-team', 'owner: vision-team'),
      }),
      'API "support-api" has owner "vision-team"',
    ],
    [
      'an API of nobody',
      serviceYaml('support', { more: API.replace('owner: chat-team', '') }),
      'API "support-api" has no spec.owner',
    ],
    [
      'a kind that grants rights',
      serviceYaml('support').replace('kind: Component', 'kind: Group'),
      'Group "support" is of a kind that does not belong here; allowed: Component, API',
    ],
    [
      'a Location that would bring in more',
      serviceYaml('support', {
        more: '---\nkind: Location\nmetadata: {name: x}\nspec: {target: ./y}\n',
      }),
      'Location "x" is of a kind that does not belong here',
    ],
    [
      'a name that the catalog does not take',
      serviceYaml('"a b"'),
      'Component "a b" is not valid: ',
    ],
    [
      'a Component without a type',
      serviceYaml('support').replace('  type: inference-service\n', ''),
      /Component "support" is not valid: .*type/,
    ],
    [
      'another version',
      serviceYaml('support').replace('/v1alpha1', '/v9'),
      'apiVersion "backstage.io/v9" is unknown',
    ],
    [
      'no metadata',
      'kind: Component\napiVersion: backstage.io/v1alpha1\n',
      'Component "" is not valid: ',
    ],
    [
      'the same twice',
      `${serviceYaml('support')}---\n${serviceYaml('Support')}`,
      'it defines component:default/support twice',
    ],
  ])('refuses %s', async (_, text, reason) => {
    await expect(readServiceFile(text, tenant!, URL)).rejects.toThrow(reason);
  });
});
