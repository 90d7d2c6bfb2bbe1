import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { modelServingFleetReadPermission } from '@modelfleet/backstage-plugin-model-serving-common';
import { RecentAnswers } from './RecentAnswers';
import { ENTITIES_MS, RecentEntities } from './RecentEntities';
import { DECISION_MS, RecentPermissions } from './RecentPermissions';

const auth = mockServices.auth();
const ann = mockCredentials.user('user:default/ann');
const ben = mockCredentials.user('user:default/ben');
const service = mockCredentials.service();
/** A plugin that asks for a person. */
const forAnn: BackstageCredentials = {
  ...ann,
  principal: { ...ann.principal, actor: service.principal },
};

function stopwatch() {
  let time = 1;
  return {
    now: () => time,
    forward(milliseconds: number) {
      time += milliseconds;
    },
  };
}

type Ask = (credentials: BackstageCredentials, about?: string) => unknown;

/** Each service in front of a count of what it passes on. */
const SERVICES: Array<
  [
    string,
    number,
    (clock: { now(): number }) => { ask: Ask; asked: () => number },
  ]
> = [
  [
    'decisions',
    DECISION_MS,
    clock => {
      const permissions = mockServices.permissions.mock();
      permissions.authorize.mockResolvedValue([
        { result: AuthorizeResult.ALLOW },
      ]);
      const recent = RecentPermissions.create({ permissions, auth, clock });
      return {
        ask: (credentials, about = 'fleet') =>
          recent.authorize(
            [
              {
                permission: {
                  ...modelServingFleetReadPermission,
                  name: about,
                },
              },
            ],
            { credentials },
          ),
        asked: () => permissions.authorize.mock.calls.length,
      };
    },
  ],
  [
    'entities',
    ENTITIES_MS,
    clock => {
      const getEntitiesByRefs = jest.fn(async () => ({ items: [] }));
      const catalog = { getEntitiesByRefs };
      const recent = RecentEntities.create({ catalog, auth, clock });
      return {
        ask: (credentials, about = 'component:default/one') =>
          recent.getEntitiesByRefs({ entityRefs: [about] }, { credentials }),
        asked: () => getEntitiesByRefs.mock.calls.length,
      };
    },
  ],
];

describe.each(SERVICES)('recent %s', (_, believedMs, start) => {
  it('asks once for the cards of a page', async () => {
    const { ask, asked } = start(stopwatch());
    await Promise.all([ask(ann), ask(ann), ask(ann)]);
    await ask(ann);
    expect(asked()).toBe(1);
  });

  it('asks again when the answer is old', async () => {
    const clock = stopwatch();
    const { ask, asked } = start(clock);
    await ask(ann);
    clock.forward(believedMs + 1);
    await ask(ann);
    expect(asked()).toBe(2);
  });

  it.each([
    ['another person', ben, undefined],
    ['something else', ann, 'other'],
  ])('asks again for %s', async (__, credentials, about) => {
    const { ask, asked } = start(stopwatch());
    await ask(ann);
    await ask(credentials, about);
    expect(asked()).toBe(2);
  });

  it.each([
    ['a service', service],
    ['a plugin that asks for a person', forAnn],
  ])('keeps nothing for %s', async (__, credentials) => {
    const { ask, asked } = start(stopwatch());
    await ask(credentials);
    await ask(credentials);
    expect(asked()).toBe(2);
  });
});

describe('recent answers', () => {
  it('does not keep a failure', async () => {
    const answers = RecentAnswers.create<string>(1, stopwatch());
    const failing = () => Promise.reject(new Error('away'));
    await expect(answers.get('key', failing)).rejects.toThrow('away');
    expect(await answers.get('key', async () => 'back')).toBe('back');
  });
});
