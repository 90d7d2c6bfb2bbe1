import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ResponseError } from '@backstage/errors';
import type {
  ChangePreview,
  ClusterValidation,
  ServiceInput,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { chat } from '../__fixtures__';
import { away, renderField } from '../__testUtils__';
import { PreviewField } from './PreviewField';

const formData = {
  model: { model: 'model:default/llama-3.1-8b-instruct', variant: 'bf16' },
  service: 'bot',
  tenant: { tenant: 'chat', repository: 'fleet', namespace: 'chat' },
  placements: [
    {
      cluster: 'edge-plant',
      product: 'NVIDIA-L4',
      replicas: 1,
      gpusPerReplica: 1,
    },
  ],
  contextLength: 8192,
  operations: { alerts: true, nonsense: 'x' },
};

const checked: ClusterValidation = {
  cluster: {
    name: 'edge-plant',
    title: 'Edge plant',
    simulated: true,
    state: { status: 'connecting' },
  },
  status: 'checked',
  objects: 2,
  checked: 2,
  problems: [],
  notes: [],
};

function preview(change: Partial<ChangePreview> = {}): ChangePreview {
  return {
    plan: {
      repository: chat.repository,
      tenant: 'chat',
      owner: chat.owner,
      service: 'bot',
      serviceRef: 'component:default/bot',
      namespace: 'chat',
      path: 'fleet/chat/bot',
      clusters: [],
    },
    changedClusters: ['cloud-eu'],
    files: [
      {
        path: 'fleet/chat/bot/a.yaml',
        status: 'same',
        before: 'a',
        after: 'a',
      },
      {
        path: 'fleet/chat/bot/b.yaml',
        status: 'changed',
        before: 'kept: 1\nold: 2\n',
        after: 'kept: 1\nnew: 3\n',
      },
      { path: 'fleet/chat/bot/c.yaml', status: 'added', after: 'fresh: 1\n' },
    ],
    notUnderstood: [],
    validation: { valid: true, clusters: [checked] },
    ...change,
  };
}

it('shows the files, what is different in them, the clusters and the cost', async () => {
  const asked: ServiceInput[] = [];
  await renderField({
    field: PreviewField,
    formData,
    fleet: {
      previewChange: async input => {
        asked.push(input);
        return preview({
          cost: { currency: 'EUR', perHour: 0.75, unpriced: ['us'] },
          replacements: [
            {
              cluster: 'edge-plant',
              value: 'stopFirst',
              waits: false,
              message: 'An update stops the old replica first.',
            },
          ],
        });
      },
    },
  });
  expect(
    await screen.findByText(/all 2 objects checked, no error found/),
  ).toBeInTheDocument();
  expect(asked[0]).toEqual({
    service: 'bot',
    tenant: 'chat',
    repository: 'fleet',
    namespace: 'chat',
    model: 'model:default/llama-3.1-8b-instruct',
    variant: 'bf16',
    contextLength: 8192,
    operations: { alerts: true },
    placements: formData.placements,
  });
  expect(screen.getByText(/0\.75 an hour/).parentElement).toHaveTextContent(
    /547\.50 a month.*no price is configured.*us/,
  );
  expect(
    screen.getByRole('region', { name: /new version replaces the old/ }),
  ).toHaveTextContent(/edge-plant: An update stops the old replica first\./);
  const content = () =>
    screen.getByRole('region', { name: /^Content of/ }).textContent;
  expect(content()).toContain('Removed: old: 2');
  expect(content()).toContain('Added: new: 3');
  await userEvent.click(screen.getByRole('button', { name: /c\.yaml/ }));
  expect(content()).toContain('fresh: 1');
  expect(content()).not.toContain('Added:');
});

it('names every error with the way out, and what was not checked', async () => {
  await renderField({
    field: PreviewField,
    formData,
    fleet: {
      previewChange: async () =>
        preview({
          validation: {
            valid: false,
            clusters: [
              {
                ...checked,
                status: 'partly',
                checked: 1,
                notes: ['Service was not checked: the cluster is away.'],
                problems: [
                  {
                    severity: 'error',
                    file: 'base/x.yaml',
                    object: { apiVersion: 'v1', kind: 'Service', name: 'bot' },
                    path: 'spec.ports',
                    message: 'This field is required and missing',
                    advice: 'Add it.',
                  },
                ],
              },
            ],
          },
        }),
    },
  });
  const checks = within(
    await screen.findByRole('region', { name: 'What the clusters say' }),
  );
  expect(checks.getByRole('alert')).toHaveTextContent('would not take this');
  expect(
    checks.getByText(/1 of 2 objects checked, 1 error found/),
  ).toBeVisible();
  expect(checks.getByText(/required and missing/)).toHaveTextContent(
    'Error: This field is required and missing. Add it. base/x.yaml, Service bot, spec.ports',
  );
  expect(checks.getByText(/the cluster is away/)).toBeVisible();
});

it('says what the person must change, and what they need not mind', async () => {
  const refusal = await ResponseError.fromResponse(
    Response.json(
      {
        error: { name: 'ConflictError', message: 'The name is taken' },
        response: { statusCode: 409 },
      },
      { status: 409 },
    ),
  );
  await renderField({
    field: PreviewField,
    formData,
    fleet: { previewChange: async () => Promise.reject(refusal) },
  });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The name is taken',
  );
});

it('lets the person go on while the backend is down', async () => {
  await renderField({
    field: PreviewField,
    formData,
    fleet: { previewChange: away },
  });
  expect(await screen.findByText(/you can go on without it/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
});

it('says what is missing', async () => {
  await renderField({ field: PreviewField, formData: { service: 'bot' } });
  expect(
    screen.getByText(/choose the model, the team and a cluster/),
  ).toBeVisible();
});

it('says where the model would not start, before the task does', async () => {
  await renderField({
    field: PreviewField,
    formData: { ...formData, contextLength: 131_072 },
    fleet: { previewChange: async () => preview() },
  });
  expect(
    await screen.findByText(/would not start everywhere/),
  ).toBeInTheDocument();
  expect(screen.getByRole('alert')).toHaveTextContent(
    /The model does not fit on 1 × NVIDIA-L4/,
  );
});
