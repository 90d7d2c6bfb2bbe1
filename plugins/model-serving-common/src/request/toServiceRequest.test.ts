import type { ChangePlan } from '../api';
import type { ChosenModel } from './chooseModel';
import { modelRefOf } from './modelRef';
import { toServiceRequest, type AskedService } from './toServiceRequest';

const plan: ChangePlan = {
  repository: {
    id: 'fleet',
    url: 'https://git.example.com/fleet',
    branch: 'main',
    root: '',
    delivery: 'argocd',
    directPush: true,
  },
  tenant: 'chat',
  owner: 'group:default/chat-team',
  service: 'bot',
  serviceRef: 'component:default/bot',
  namespace: 'chat',
  path: 'chat/bot',
  clusters: [],
};
const model: ChosenModel = {
  entityRef: 'model:default/llama',
  name: 'llama',
  title: 'Llama',
  artifact: { name: 'bf16', uri: 'hf://a/b' },
  placed: { architecture: { maxPositionEmbeddings: 8192 } } as never,
  takesContextLength: false,
};
const asked: AskedService = {
  placements: [{ cluster: 'eu', replicas: 1, gpusPerReplica: 1, product: '' }],
  contextLength: 4096,
  title: '',
};

it('takes what configuration says, and leaves out what is empty', () => {
  expect(toServiceRequest(asked, plan, model, undefined)).toEqual({
    service: 'bot',
    tenant: 'chat',
    owner: 'group:default/chat-team',
    namespace: 'chat',
    modelRef: 'model:default/llama',
    model: {
      name: 'llama',
      artifact: model.artifact,
      maxPositionEmbeddings: 8192,
    },
    placements: [{ cluster: 'eu', replicas: 1, gpusPerReplica: 1 }],
  });
});

it('tells the runtime from the other choices', () => {
  expect(
    toServiceRequest(
      {
        ...asked,
        runtime: 'deployment',
        operations: { alerts: true, autoscaling: undefined },
      },
      plan,
      model,
      { labels: {} },
    ),
  ).toMatchObject({
    runtime: 'deployment',
    operations: { alerts: true },
    platform: { labels: {} },
  });
});

it.each([
  [{ runtime: 'ollama' }, "'runtime' must be one of"],
  [{ operations: { alerts: 'yes' } }, "'alerts' must be true or false"],
  [{ operations: { __proto__x: 1 } }, "no choice '__proto__x'"],
  [{ operations: { runtime: 'kserve' } }, "no choice 'runtime'"],
  [{ operations: { costCenter: 'a b\n' } }, "'costCenter' must be at most"],
])('refuses %j', (change, message) => {
  expect(() =>
    toServiceRequest({ ...asked, ...change }, plan, model, undefined),
  ).toThrow(message);
});

it('completes references of Models', () => {
  expect(modelRefOf('llama')).toBe('model:default/llama');
  expect(() => modelRefOf('model:default/')).toThrow(
    'is no reference of a Model',
  );
});
