import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NotAllowedError } from '@backstage/errors';
import {
  routeResolutionApiRef,
  type RouteResolutionApi,
} from '@backstage/frontend-plugin-api';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import type {
  ModelServingApi,
  PresentService,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { modelServingApiRef } from '@modelfleet/backstage-plugin-model-serving-react';
import { Route, Routes, useLocation } from 'react-router-dom';
import { templateRouteRef } from '../routes';
import { ChangePage } from './ChangePage';

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
    placements: [{ cluster: 'eu', replicas: 1, gpusPerReplica: 1 }],
  },
  notes: [],
  rewritten: [],
};

function Wizard() {
  const { search } = useLocation();
  return <p>Wizard with {new URLSearchParams(search).get('formData')}</p>;
}

async function open(
  getService: ModelServingApi['getService'],
  hasScaffolder = true,
) {
  const routes: RouteResolutionApi = {
    resolve: ((ref: unknown) =>
      ref === templateRouteRef && hasScaffolder
        ? ({ templateName }: { templateName: string }) =>
            `/create/${templateName}`
        : undefined) as RouteResolutionApi['resolve'],
  };
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [modelServingApiRef, { getService } as ModelServingApi],
        [routeResolutionApiRef, routes],
      ]}
    >
      <Routes>
        <Route
          path="/change-service/:tenant/:service"
          element={<ChangePage />}
        />
        <Route path="/create/deploy-model" element={<Wizard />} />
      </Routes>
    </TestApiProvider>,
    { initialRouteEntries: ['/change-service/chat/bot?repository=fleet'] },
  );
}

it('opens the wizard with what is in Git', async () => {
  const getService = jest.fn(async () => present);
  await open(getService);
  const wizard = await screen.findByText(/^Wizard with/);
  expect(JSON.parse(wizard.textContent?.slice(12) ?? '')).toMatchObject({
    change: { service: 'bot', fingerprint: 'f1' },
    placements: present.request.placements,
  });
  expect(getService).toHaveBeenCalledWith(
    { tenant: 'chat', service: 'bot', repository: 'fleet' },
    expect.anything(),
  );
});

it('says why it cannot be read, and tries again', async () => {
  const getService = jest
    .fn<Promise<PresentService>, []>()
    .mockRejectedValueOnce(
      new NotAllowedError('You are not a member of group:default/chat-team.'),
    )
    .mockResolvedValue(present);
  await open(getService);
  expect(await screen.findByRole('alert')).toHaveTextContent('not a member');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() =>
    expect(screen.getByText(/^Wizard with/)).toBeInTheDocument(),
  );
});

it('names the repository where there is no scaffolder', async () => {
  await open(async () => present, false);
  expect(await screen.findByText(/folder fleet\/chat\/bot/)).toBeVisible();
});
