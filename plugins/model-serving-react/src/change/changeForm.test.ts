import type { PresentService } from '@modelfleet/backstage-plugin-model-serving-common';
import { changeFormData } from './changeForm';

const present: PresentService = {
  repository: {
    id: 'fleet',
    url: 'https://git.example.com/fleet.git',
    branch: 'main',
    root: 'fleet',
    delivery: 'argocd',
    directPush: true,
  },
  owner: 'group:default/chat-team',
  serviceRef: 'component:default/bot',
  path: 'fleet/chat/bot',
  commit: 'c0ffee',
  fingerprint: 'f1',
  request: {
    tenant: 'chat',
    service: 'bot',
    namespace: 'chat',
    title: 'Bot',
    model: 'model:default/llama',
    variant: 'bf16',
    contextLength: 8192,
    runtime: 'kserve',
    operations: { alerts: true },
    placements: [{ cluster: 'eu', replicas: 1, gpusPerReplica: 1 }],
  },
  notes: [],
  rewritten: [],
};

it('fills in the fields of the form', () => {
  expect(changeFormData(present)).toEqual({
    change: {
      tenant: 'chat',
      service: 'bot',
      repository: 'fleet',
      fingerprint: 'f1',
      placements: present.request.placements,
    },
    service: 'bot',
    tenant: { tenant: 'chat', repository: 'fleet', namespace: 'chat' },
    title: 'Bot',
    model: { model: 'model:default/llama', variant: 'bf16' },
    contextLength: 8192,
    runtime: 'kserve',
    operations: { alerts: true },
    placements: [{ cluster: 'eu', replicas: 1, gpusPerReplica: 1 }],
  });
});

it('leaves open what is not known', () => {
  const { model, variant, ...request } = present.request;
  expect(model && variant).toBe('bf16');
  expect(changeFormData({ ...present, request })).not.toHaveProperty('model');
});
