import { screen, within } from '@testing-library/react';
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
  WavesView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  LiveFleet,
  liveFleetApiRef,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { wavePlan } from '../__fixtures__/waves';
import { templateRouteRef } from '../routes';
import { WavePanel } from './WavePanel';

const REF = 'component:default/support-chat';
const resolve = (ref: unknown) =>
  ref === templateRouteRef
    ? ({ templateName }: { templateName: string }) => `/create/${templateName}`
    : undefined;
const routes: RouteResolutionApi = {
  resolve: resolve as RouteResolutionApi['resolve'],
};

async function renderPanel(answer: () => Promise<Partial<WavesView>>) {
  const unused = async () => {
    throw new Error('Not part of this test');
  };
  const api: Pick<ModelServingApi, 'getEntityWaves'> = {
    getEntityWaves: async () => ({
      status: 'changed',
      value: { version: '1', entityRef: REF, ...(await answer()) },
    }),
  };
  const others = new Proxy(api, {
    get: (target, name) => Reflect.get(target, name) ?? unused,
  });
  const fleet = LiveFleet.create({
    modelServingApi: others as ModelServingApi,
  });
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [liveFleetApiRef, fleet],
        [routeResolutionApiRef, routes],
      ]}
    >
      <WavePanel entityRef={REF} />
      <p>the rest</p>
    </TestApiProvider>,
  );
}

function formDataOf(name: RegExp): unknown {
  const href = screen.getByRole('link', { name }).getAttribute('href') ?? '';
  const url = new URL(href, 'http://x');
  return [url.pathname, JSON.parse(url.searchParams.get('formData') ?? '')];
}

it('shows where the change is, and the way on', async () => {
  await renderPanel(async () => ({ plan: wavePlan() }));
  const panel = await screen.findByRole('region', { name: 'Change in waves' });
  expect(panel).toHaveTextContent('Wave 1 of 2 is healthy; wave 2 may go.');
  const [first, second] = within(
    within(panel).getByRole('list', { name: 'Waves' }),
  ).getAllByRole('listitem', { name: '' });
  expect(first).toHaveAttribute('aria-current', 'step');
  expect(first).toHaveTextContent('Cloud US 1 of 1 replica serves.');
  expect(second).toBeDefined();
  const where = {
    service: 'support-chat',
    tenant: { tenant: 'chat', repository: 'fleet', namespace: 'chat' },
  };
  expect(formDataOf(/Let wave 2 go$/)).toEqual([
    '/create/next-wave',
    { ...where, wave: 2 },
  ]);
  expect(formDataOf(/Stop/)).toEqual(['/create/stop-waves', where]);
  expect(
    screen.getByText('What wave 2 changes in Cloud EU'),
  ).toBeInTheDocument();
});

it('says what holds it up, and lets it go only on a word', async () => {
  const plan = wavePlan({ state: 'blocked', message: 'Wave 1 is held up.' });
  await renderPanel(async () => ({ plan }));
  expect(
    await screen.findByText('Wave 1 of 2 is held up.'),
  ).toBeInTheDocument();
  expect(
    screen.getByRole('link', { name: 'Let wave 2 go all the same …' }),
  ).toBeInTheDocument();
});

it('tells others why they cannot go on', async () => {
  const plan = wavePlan({ mayChange: false, refusal: 'Ask the chat team.' });
  await renderPanel(async () => ({ plan }));
  expect(await screen.findByText(/Ask the chat team/)).toBeInTheDocument();
  expect(screen.queryByRole('link')).toBeNull();
});

it('is not there without a plan, and says when it cannot know', async () => {
  await renderPanel(async () => ({}));
  expect(await screen.findByText('the rest')).toBeInTheDocument();
  expect(screen.queryByRole('region', { name: 'Change in waves' })).toBeNull();
});

it('never shows an error as no plan', async () => {
  await renderPanel(async () => {
    throw new Error('The repository cannot be reached');
  });
  expect(
    await screen.findByText(/The repository cannot be reached/),
  ).toBeInTheDocument();
});
