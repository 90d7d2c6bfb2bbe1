import type {
  FiguresOptions,
  FiguresView,
  ModelServingApi,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { LiveFleet } from './LiveFleet';
import { manualTime } from './__testUtils__';

const REF = 'model:default/llama';
const settled = () => new Promise(resolve => setTimeout(resolve, 0));

function setUp() {
  const time = manualTime();
  const asked: (FiguresOptions | undefined)[] = [];
  const unused = async () => {
    throw new Error('Not part of this test');
  };
  const api: Partial<ModelServingApi> = {
    getEntityFigures: async (entityRef, options) => {
      asked.push(options);
      const value: FiguresView = {
        entityRef,
        range: options?.range ?? '1h',
        refreshSeconds: 15,
        items: [],
        sources: [],
      };
      return { status: 'changed', value };
    },
  };
  const fleet = LiveFleet.create({
    modelServingApi: {
      getEntityRollouts: unused,
      getEntityGpus: unused,
      getEntityWaves: unused,
      getEntityFigures: unused,
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
      ...api,
    },
    clock: time.clock,
    visibility: { isVisible: () => true, subscribe: () => () => {} },
    random: () => 0,
  });
  return { asked, fleet, time };
}

describe('live figures', () => {
  it('are asked for again by the clock, not by signals of the fleet', async () => {
    const { asked, fleet, time } = setUp();
    const stop = fleet.figures(REF).subscribe(() => {}, 1_000);
    await settled();
    expect(asked).toHaveLength(1);
    time.advance(5_000);
    fleet.announce('2');
    await settled();
    expect(asked).toHaveLength(1);
    time.advance(10_000);
    await settled();
    expect(asked).toHaveLength(2);
    stop();
    time.advance(60_000);
    await settled();
    expect(asked).toHaveLength(2);
  });

  it('are shared by those who ask the same, and asked for with what is wanted', async () => {
    const { asked, fleet } = setUp();
    const question = {
      range: '24h',
      series: ['queued'],
      cluster: 'eu',
    } as const;
    expect(fleet.figures(REF, { ...question })).toBe(
      fleet.figures(REF, { ...question }),
    );
    expect(fleet.figures(REF)).not.toBe(fleet.figures(REF, question));
    const stop = fleet.figures(REF, question).subscribe(() => {}, 1_000);
    await settled();
    expect(asked).toEqual([expect.objectContaining(question)]);
    stop();
  });
});
