import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { CatalogApi } from '@backstage/catalog-client';
import type {
  Answer,
  OverviewsView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  LiveFleet,
  liveFleetApiRef,
} from '@modelfleet/backstage-plugin-model-serving-react';
import {
  everyRollout,
  fixtureTime,
  llama,
  manyModels,
  noRollouts,
  overviewOf,
  terse,
} from '../__fixtures__';
import { ModelsPage } from './ModelsPage';

const time = fixtureTime(Date.now());

async function renderPage(options: {
  entities?: Entity[];
  catalog?: Partial<CatalogApi>;
}) {
  const getOverviews = jest.fn(
    async (refs: readonly string[]): Promise<Answer<OverviewsView>> => ({
      status: 'changed',
      value: {
        version: '1',
        missing: [],
        items: refs.map(ref =>
          overviewOf(
            ref,
            ref.endsWith('llama-3.1-8b-instruct')
              ? everyRollout(time)
              : noRollouts(time),
          ),
        ),
      },
    }),
  );
  const fleet = LiveFleet.create({
    modelServingApi: {
      getOverviews,
      getWorkloads: jest.fn(),
      getDoctor: jest.fn(),
      getClusterDoctor: jest.fn(),
      getEntityRollouts: jest.fn(),
      getEntityGpus: jest.fn(),
      getEntityWaves: jest.fn(),
      getEntityFigures: jest.fn(),
      getGpuActivity: jest.fn(),
      getGpuHolders: jest.fn(),
      getClusters: jest.fn(),
      getTenants: jest.fn(),
      planChange: jest.fn(),
      assessRooms: jest.fn(),
      getService: jest.fn(),
      previewChange: jest.fn(),
      validateFiles: jest.fn(),
    },
  });
  await renderInTestApp(<ModelsPage />, {
    apis: [
      [liveFleetApiRef, fleet],
      [
        catalogApiRef,
        options.catalog
          ? catalogApiMock.mock(options.catalog)
          : catalogApiMock({ entities: options.entities ?? [] }),
      ],
    ],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });
  return { getOverviews };
}

const rowOf = async (name: string) =>
  within(
    (await screen.findByRole('rowheader', { name: new RegExp(name) })).closest(
      '[role="row"]',
    ) as HTMLElement,
  );

it('shows a model with where it runs and how it is doing', async () => {
  await renderPage({ entities: [llama, terse] });

  const row = await rowOf('Llama 3.1 8B Instruct');
  expect(
    row.getByRole('link', { name: 'Llama 3.1 8B Instruct' }),
  ).toHaveAttribute('href', '/catalog/default/model/llama-3.1-8b-instruct');
  expect(await row.findByText('Degraded')).toBeInTheDocument();
  expect(
    row.getByText('cloud-us, cloud-ap, edge-plant and 3 more'),
  ).toBeInTheDocument();
  expect(row.getByText('8.03B')).toBeInTheDocument();
  expect(row.getByText('128K')).toBeInTheDocument();

  const other = await rowOf('terse');
  expect(await other.findByText('nowhere that we can see')).toBeInTheDocument();
});

it('says so when there are no models', async () => {
  await renderPage({ entities: [] });
  expect(
    await screen.findByText('No models in the catalog yet'),
  ).toBeInTheDocument();
});

it('does not take an error for an empty catalog', async () => {
  const getEntities = jest
    .fn()
    .mockRejectedValueOnce(new Error('The catalog is away.'))
    .mockResolvedValue({ items: [llama] });
  await renderPage({ catalog: { getEntities } });

  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The catalog is away.',
  );
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await rowOf('Llama 3.1 8B Instruct');
});

it('finds models, and asks once for the state of those on the screen', async () => {
  const { getOverviews } = await renderPage({ entities: manyModels(200) });
  await rowOf('Model 0');
  await waitFor(() => expect(getOverviews).toHaveBeenCalled());
  expect(getOverviews.mock.calls.map(([refs]) => refs.length)).toEqual([20]);

  await userEvent.type(screen.getByRole('searchbox'), 'model 142');
  await rowOf('Model 142');
  expect(screen.queryByText('Model 0')).not.toBeInTheDocument();
}, 20_000);
