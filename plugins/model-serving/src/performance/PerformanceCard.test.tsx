import { configure, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import type {
  FigureName,
  FiguresOptions,
  FiguresView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  LiveFleet,
  liveFleetApiRef,
} from '@modelfleet/backstage-plugin-model-serving-react';
import {
  everyFigure,
  fixtureTime,
  llama,
  manyFigures,
  withSeries,
} from '../__fixtures__';
import { performanceCard } from '../entityExtensions';

const time = fixtureTime(Date.now());

type Ask = (
  entityRef: string,
  options?: FiguresOptions,
) => Promise<{ status: 'changed'; value: FiguresView }>;

function renderCard(getEntityFigures: Ask) {
  const unused = async () => {
    throw new Error('Not part of this test');
  };
  const fleet = LiveFleet.create({
    modelServingApi: {
      getEntityRollouts: unused,
      getEntityGpus: unused,
      getEntityWaves: unused,
      getEntityFigures,
      getGpuActivity: unused,
      getGpuHolders: unused,
      getClusters: unused,
      getOverviews: unused,
      getWorkloads: unused,
      getDoctor: unused,
      getClusterDoctor: unused,
      getTenants: unused,
      planChange: unused,
      assessRooms: unused,
      getService: unused,
      previewChange: unused,
      validateFiles: unused,
    },
  });
  renderTestApp({
    extensions: [createTestEntityPage({ entity: llama }), performanceCard],
    apis: [[liveFleetApiRef, fleet], catalogApiMock({ entities: [llama] })],
  });
}

/** Answers with courses only where they are asked for, as the server does. */
function answering(view: FiguresView, since?: string) {
  return jest.fn<ReturnType<Ask>, Parameters<Ask>>(async (_, options) => ({
    status: 'changed',
    value: options?.series
      ? withSeries(view, options.series, {
          ...(since !== undefined && { sinceObservation: since }),
        })
      : view,
  }));
}

async function rowOf(name: RegExp) {
  const [header] = await screen.findAllByRole('rowheader', { name });
  return within(header?.closest('tr') as HTMLElement);
}

// The card is loaded when it is first shown, which takes a busy machine long.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 20_000 });

describe('Serving performance', () => {
  it('shows figures with their units, and a course in words', async () => {
    renderCard(answering(everyFigure(time)));
    const row = await rowOf(/cloud-eu.*k4fz2xq8cb/);
    expect(row.getByText('11.3/s')).toBeVisible();
    expect(row.getByText('2,486 tokens/s')).toBeVisible();
    expect(row.getByText('200 ms')).toBeVisible();
    expect(row.getByText('half in 120 ms')).toBeVisible();
    expect(row.getByText('€0.715 per million')).toBeVisible();
    expect(row.getByText('59 % busy')).toBeVisible();
    expect(
      await row.findByRole('img', { name: /First token in the last hour/ }),
    ).toBeVisible();
    expect(
      (await rowOf(/n97vshl67v/)).getByText(/being replaced/),
    ).toBeVisible();
  });

  it('tells no traffic, no source, an error and an absent cluster apart', async () => {
    renderCard(answering(everyFigure(time)));
    const quiet = await rowOf(/cloud-amd/);
    expect(quiet.getByText('No traffic.')).toBeVisible();
    expect(quiet.getByText(/^idle/)).toHaveTextContent('idle for 2 h');
    expect(quiet.queryByText('0/s')).not.toBeInTheDocument();

    const unseen = await rowOf(/cloud-sa/);
    expect(unseen.getByText('No data.')).toBeVisible();
    expect(
      screen.getByText('No metrics source for cloud-sa'),
    ).toBeInTheDocument();
    expect(screen.getByText(/modelServing\.metrics/)).toBeInTheDocument();

    const broken = await rowOf(/cloud-us/);
    expect(broken.getByText('Not read.')).toBeVisible();
    expect(
      screen.getByText('Prometheus of America could not be read'),
    ).toBeInTheDocument();
    expect(screen.getByText(/might not be a counter/)).toBeInTheDocument();

    const away = await rowOf(/edge-plant/);
    expect(away.getByText('Unreachable')).toBeVisible();
    expect(away.getByText(/hand-made, in no catalog entity/)).toBeVisible();
  });

  it('says whether the new version does better', async () => {
    renderCard(answering(everyFigure(time)));
    const better = await screen.findByText(/first token 26 % sooner/);
    expect(better.closest('li')).toHaveTextContent('better:');
    expect(
      screen.getByText(/tokens after it 26 % slower/).closest('li'),
    ).toHaveTextContent('worse:');
  });

  it('opens courses of one cluster, with the same values as a table', async () => {
    const user = userEvent.setup();
    const ask = answering(everyFigure(time));
    renderCard(ask);
    await user.click(
      await screen.findByRole('button', { name: /Show charts.*cloud-amd/ }),
    );
    expect(await screen.findByText('Over the last hour.')).toBeVisible();
    expect(ask).toHaveBeenCalledWith(
      'model:default/llama-3.1-8b-instruct',
      expect.objectContaining({
        cluster: 'cloud-amd',
        range: '1h',
        series: expect.arrayContaining<FigureName>(['ttftP95', 'queued']),
      }),
    );
    const [values] = screen.getAllByText('Values');
    await user.click(values as HTMLElement);
    const table = within(
      await screen.findByRole('table', { name: 'Requests' }),
    );
    expect(table.getByText('no value')).toBeInTheDocument();
    expect(table.getByText('0.1/s')).toBeInTheDocument();

    await user.click(screen.getByRole('radio', { name: 'the last 7 days' }));
    expect(await screen.findByText('Over the last 7 days.')).toBeVisible();
  });

  it('offers no past where none is kept, and says since when it looks', async () => {
    const view = { ...manyFigures(time, 1), sources: [] };
    renderCard(answering(view, time.ago(600)));
    await userEvent.click(
      await screen.findByRole('button', { name: /Show charts/ }),
    );
    expect(
      await screen.findByText(/Since observation began/),
    ).toHaveTextContent(
      /10 min ago\. .*with a metrics store such as Prometheus/,
    );
    expect(screen.queryByRole('radio')).not.toBeInTheDocument();
  });

  it('asks for no courses of many clusters, and finds any of them', async () => {
    const ask = answering(manyFigures(time, 200));
    renderCard(ask);
    const user = userEvent.setup();
    const headers = () => screen.queryAllByRole('rowheader');
    await user.type(await screen.findByRole('searchbox'), 'store-042');
    expect(headers()).toHaveLength(1);
    await user.clear(screen.getByRole('searchbox'));
    expect(headers()[0]).toHaveTextContent('store-199');
    await user.click(screen.getByRole('button', { name: 'Show 194 more' }));
    expect(headers()).toHaveLength(200);
    expect(ask.mock.calls.every(([, options]) => !options?.series)).toBe(true);
  });

  it('never shows an error as emptiness', async () => {
    renderCard(async () => {
      throw new Error('The backend is starting.');
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The backend is starting.',
    );
    expect(screen.queryByText(/Nothing runs/)).not.toBeInTheDocument();
  });

  it('says when there is nothing to measure', async () => {
    renderCard(answering(manyFigures(time, 0)));
    expect(
      await screen.findByText('Nothing runs that could be measured'),
    ).toBeVisible();
  });
});
