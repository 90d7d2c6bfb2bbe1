import { screen, waitFor } from '@testing-library/react';
import type { PresentService } from '@modelfleet/backstage-plugin-model-serving-common';
import { chat } from '../__fixtures__';
import { away, renderField } from '../__testUtils__';
import { ChangeField } from './ChangeField';

const change = {
  tenant: 'chat',
  service: 'bot',
  repository: 'fleet',
  fingerprint: 'f1',
};
const present: PresentService = {
  repository: chat.repository,
  owner: chat.owner,
  serviceRef: 'component:default/bot',
  path: 'fleet/chat/bot',
  commit: 'c0ffee',
  fingerprint: 'f1',
  request: {
    tenant: 'chat',
    service: 'bot',
    namespace: 'chat',
    placements: [],
  },
  notes: [],
  rewritten: [],
};

function render(
  getService: () => Promise<PresentService>,
  value: unknown = change,
) {
  return renderField({ field: ChangeField, value, fleet: { getService } });
}

it('says what is changed, what stays, and what comes by itself', async () => {
  await render(async () => ({
    ...present,
    notes: [
      {
        path: 'fleet/chat/bot/base/mine.yaml',
        message: 'This file was added by others',
      },
    ],
    rewritten: ['fleet/chat/bot/base/inferenceservice.yaml'],
  }));
  expect(screen.getByText(/You are changing bot of team chat/)).toBeVisible();
  expect(
    await screen.findByText(/This file was added by others/),
  ).toHaveTextContent('base/mine.yaml');
  expect(screen.getByText(/without a change of yours: 1 file/)).toBeVisible();
});

it('sends a form back that somebody overtook', async () => {
  await render(async () => ({ ...present, fingerprint: 'f2' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'It was changed in Git since this form was opened',
  );
});

it('says why it could not be asked for again', async () => {
  await render(async () => ({ ...present, problem: 'The Model is gone' }));
  expect(await screen.findByText('The Model is gone')).toBeVisible();
});

it('lets one go on while it cannot be read', async () => {
  await render(away);
  expect(await screen.findByText(/you can go on/)).toBeVisible();
});

it('is not there for a new service', async () => {
  await render(away, { service: 7 });
  await waitFor(() => expect(screen.queryByText(/changing/)).toBeNull());
});
