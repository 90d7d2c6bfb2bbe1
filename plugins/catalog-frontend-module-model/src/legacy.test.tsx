import { screen } from '@testing-library/react';
import { CatalogTable } from '@backstage/plugin-catalog';
import {
  EntityKindFilter,
  entityRouteRef,
  MockStarredEntitiesApi,
  starredEntitiesApiRef,
} from '@backstage/plugin-catalog-react';
import { MockEntityListContextProvider } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import type { ModelServingApi } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  LiveFleet,
  liveFleetApiRef,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { modelTableColumns } from './legacy';

// The table takes long to load on a busy machine.
jest.setTimeout(30_000);

const unused = async () => {
  throw new Error('Not part of this test');
};
const modelServingApi: ModelServingApi = {
  getEntityRollouts: unused,
  getEntityGpus: unused,
  getEntityWaves: unused,
  getEntityFigures: unused,
  getGpuActivity: unused,
  getGpuHolders: unused,
  getClusters: unused,
  getOverviews: async () => ({ status: 'unchanged' }),
  getWorkloads: unused,
  getDoctor: unused,
  getClusterDoctor: unused,
  getTenants: unused,
  planChange: unused,
  assessRooms: unused,
  getService: unused,
  previewChange: unused,
  validateFiles: unused,
};
const model = {
  apiVersion: 'modelfleet.dev/v1alpha1',
  kind: 'Model',
  metadata: { name: 'llama', namespace: 'default' },
  spec: {
    type: 'llm',
    task: 'text-generation',
    lifecycle: 'production',
    owner: 'ml',
    artifacts: [{ name: 'a', uri: 'hf://a/b' }],
  },
};

it('shows what matters of a model in the table of an app on the old system', async () => {
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [liveFleetApiRef, LiveFleet.create({ modelServingApi })],
        [permissionApiRef, mockApis.permission()],
        [starredEntitiesApiRef, new MockStarredEntitiesApi()],
      ]}
    >
      <MockEntityListContextProvider
        value={{
          entities: [model],
          filters: { kind: new EntityKindFilter('model', 'Model') },
        }}
      >
        <CatalogTable columns={modelTableColumns} />
      </MockEntityListContextProvider>
    </TestApiProvider>,
    {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
  expect(
    await screen.findByText('text-generation', {}, { timeout: 20_000 }),
  ).toBeInTheDocument();
  expect(screen.getByText('State, clusters')).toBeInTheDocument();
});
