import { render, screen, within } from '@testing-library/react';
import type { Entity } from '@backstage/catalog-model';
import {
  AlertApiForwarder,
  AppRouter,
  createSpecializedApp,
  FlatRoutes,
  LocalStorageFeatureFlags,
} from '@backstage/core-app-api';
import {
  alertApiRef,
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
  errorApiRef,
  featureFlagsApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { CatalogEntityPage } from '@backstage/plugin-catalog';
import { catalogApiRef, useAsyncEntity } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { themes, UnifiedThemeProvider } from '@backstage/theme';
import { MockErrorApi, MockFetchApi, mockApis } from '@backstage/test-utils';
import type { ModelServingApi } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  liveFleetApiRef,
  modelServingApiRef,
} from '@modelfleet/backstage-plugin-model-serving-react';
import type { ReactNode } from 'react';
import { MemoryRouter, Route } from 'react-router-dom';
import { everyRollout, fixtureTime, llama } from './__fixtures__';
import { legacyIcons } from './__fixtures__/legacyIcons';
import {
  ChangeServicePage,
  EntityAboutModelCard,
  EntityModelGpuCard,
  EntityModelPerformanceCard,
  EntityModelRolloutCard,
  EntityModelServingContent,
  FleetPage,
  isModel,
  isServedEntity,
  ModelsPage,
  modelServingPlugin,
} from './legacy';

const time = fixtureTime(Date.now());
const SLOW = { timeout: 20_000 };
const MODEL = '/catalog/default/model/llama-3.1-8b-instruct';

jest.setTimeout(30_000);

const unchanged = async () => ({ status: 'unchanged' } as const);
const unused = async () => {
  throw new Error('Not part of this test');
};

/** Routes of an app that has the wizard, or has none. */
const scaffolderPlugin = createPlugin({
  id: 'scaffolder',
  routes: {
    selectedTemplate: createRouteRef({
      id: 'scaffolder:selected-template',
      params: ['namespace', 'templateName'],
    }),
  },
});
const TemplatePage = scaffolderPlugin.provide(
  createRoutableExtension({
    name: 'TemplatePage',
    mountPoint: scaffolderPlugin.routes.selectedTemplate,
    component: async () => () => <p>the wizard</p>,
  }),
);
/** What the layout of an entity's page does for its cards. */
function Loaded(props: { children: ReactNode }) {
  const { entity } = useAsyncEntity();
  return entity ? <>{props.children}</> : <p>loading the entity</p>;
}

/**
 * An app of the old frontend system, put together as one is: nothing but the
 * backend and the catalog is replaced.
 */
async function renderApp(
  path: string,
  options: { hasScaffolder?: boolean; element?: ReactNode } = {},
) {
  const { hasScaffolder = true, element } = options;
  const modelServingApi: ModelServingApi = {
    getEntityRollouts: async () => ({
      status: 'changed',
      value: everyRollout(time),
    }),
    getEntityGpus: unchanged,
    getEntityWaves: unchanged,
    getEntityFigures: unchanged,
    getGpuActivity: unchanged,
    getGpuHolders: unchanged,
    getClusters: unchanged,
    getOverviews: unchanged,
    getWorkloads: unchanged,
    getDoctor: async () => ({
      status: 'changed',
      value: { version: '1', mayReadDetails: true, items: [] },
    }),
    getClusterDoctor: unchanged,
    getTenants: unused,
    planChange: unused,
    assessRooms: unused,
    getService: unused,
    previewChange: unused,
    validateFiles: unused,
  };
  const app = createSpecializedApp({
    apis: [
      createApiFactory(modelServingApiRef, modelServingApi),
      createApiFactory(catalogApiRef, catalogApiMock({ entities: [llama] })),
    ],
    defaultApis: [
      createApiFactory(alertApiRef, new AlertApiForwarder()),
      createApiFactory(featureFlagsApiRef, new LocalStorageFeatureFlags()),
      mockApis.analytics.factory(),
      mockApis.discovery.factory(),
      createApiFactory(errorApiRef, new MockErrorApi({ collect: true })),
      createApiFactory(fetchApiRef, new MockFetchApi()),
      mockApis.storage.factory(),
    ],
    components: {
      Progress: () => <p>loading</p>,
      NotFoundErrorPage: () => <p>not found</p>,
      BootErrorPage: ({ error }) => <p>{error.message}</p>,
      ErrorBoundaryFallback: ({ error }) => <p>{error.message}</p>,
      Router: ({ children }) => (
        <MemoryRouter initialEntries={[path]}>{children}</MemoryRouter>
      ),
    },
    icons: legacyIcons,
    plugins: [],
    themes: [
      {
        id: 'light',
        title: 'Light',
        variant: 'light',
        Provider: ({ children }) => (
          <UnifiedThemeProvider theme={themes.light}>
            {children}
          </UnifiedThemeProvider>
        ),
      },
    ],
  });
  const App = app.createRoot(
    <AppRouter>
      <FlatRoutes>
        <Route path="/models" element={<ModelsPage />} />
        <Route path="/fleet" element={<FleetPage />} />
        <Route
          path="/change-service/:tenant/:service"
          element={<ChangeServicePage />}
        />
        <Route
          path="/catalog/:namespace/:kind/:name"
          element={<CatalogEntityPage />}
        >
          <Loaded>{element}</Loaded>
        </Route>
        {hasScaffolder && (
          <Route
            path="/create/templates/:namespace/:templateName"
            element={<TemplatePage />}
          />
        )}
      </FlatRoutes>
    </AppRouter>,
  );
  render(<App />);
}

it.each([
  ['Rollout by cluster', EntityModelRolloutCard],
  ['Serving performance', EntityModelPerformanceCard],
  ['GPU usage by cluster', EntityModelGpuCard],
  ['About the model', EntityAboutModelCard],
])('shows the card %s', async (title, Card) => {
  renderApp(MODEL, { element: <Card /> });
  expect(
    await screen.findByRole('heading', { name: title }, SLOW),
  ).toBeInTheDocument();
});

it('says in the card what is wrong, and leads to the wizard', async () => {
  renderApp(MODEL, { element: <EntityModelRolloutCard /> });
  expect(
    await screen.findByText(/1 cluster is away/, {}, SLOW),
  ).toBeInTheDocument();
  const [header] = screen.getAllByRole('rowheader', { name: /edge-plant/ });
  expect(
    within(header?.closest('tr') as HTMLElement).getByText('Unreachable'),
  ).toBeInTheDocument();
  expect(
    screen.getByRole('link', { name: 'Deploy this model' }),
  ).toHaveAttribute(
    'href',
    expect.stringMatching(
      /^\/create\/templates\/default\/deploy-model\?formData=/,
    ),
  );
});

it('has no link to a wizard that the app does not have', async () => {
  renderApp(MODEL, {
    element: <EntityModelRolloutCard />,
    hasScaffolder: false,
  });
  await screen.findByText(/1 cluster is away/, {}, SLOW);
  expect(
    screen.queryByRole('link', { name: 'Deploy this model' }),
  ).not.toBeInTheDocument();
});

it('has a tab with what runs', async () => {
  renderApp(MODEL, { element: <EntityModelServingContent /> });
  for (const name of [
    'Rollout by cluster',
    'Serving performance',
    'GPU usage by cluster',
  ]) {
    expect(
      await screen.findByRole('heading', { name }, SLOW),
    ).toBeInTheDocument();
  }
});

it.each([
  ['/models', 'Models', 'Llama 3.1 8B Instruct'],
  ['/fleet', 'Fleet', 'No cluster to show'],
  ['/change-service/chat/bot', 'Change a service', /Not part of this test/],
])('has the page %s, with a header of its own', async (path, title, text) => {
  renderApp(path);
  expect(
    await screen.findByRole('heading', { name: title }, SLOW),
  ).toBeInTheDocument();
  expect(await screen.findByText(text, {}, SLOW)).toBeInTheDocument();
});

it('brings the APIs that its cards need', () => {
  expect([...modelServingPlugin.getApis()].map(({ api }) => api.id)).toEqual([
    modelServingApiRef.id,
    liveFleetApiRef.id,
  ]);
});

it.each<[string, Partial<Entity>, boolean, boolean]>([
  ['a Model', llama, true, true],
  [
    'an inference service',
    { kind: 'Component', spec: { type: 'inference-service' } },
    true,
    false,
  ],
  [
    'another Component',
    { kind: 'Component', spec: { type: 'website' } },
    false,
    false,
  ],
])(
  'tells whether it has something to say of %s',
  (_, change, served, model) => {
    const entity: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'x' },
      ...change,
    };
    expect(isServedEntity(entity)).toBe(served);
    expect(isModel(entity)).toBe(model);
  },
);
