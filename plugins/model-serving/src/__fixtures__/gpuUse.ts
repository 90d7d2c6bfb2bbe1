import type {
  GpuActivityView,
  GpuHoldersView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { cluster, live, type FixtureTime } from './clusters';

const H100 = {
  resourceName: 'nvidia.com/gpu',
  product: 'NVIDIA-H100-80GB-HBM3',
};

/** One cluster that is measured, one without a source, one without data. */
export function gpuActivity(time: FixtureTime): GpuActivityView {
  const at = time.ago(12);
  return {
    range: '1h',
    refreshSeconds: 15,
    items: [
      {
        cluster: cluster('cloud-eu', live(time)),
        status: 'ok',
        source: 'prometheus-eu',
        confirmedAt: at,
        products: [
          {
            product: H100.product,
            devices: 16,
            held: 10,
            utilization: {
              status: 'value',
              value: 0.62,
              unit: 'ratio',
              confirmedAt: at,
            },
            memoryUsed: {
              status: 'value',
              value: 640 * 2 ** 30,
              unit: 'bytes',
              confirmedAt: at,
            },
            power: {
              status: 'noData',
              unit: 'watts',
              reason: 'notReported',
              message: 'The exporter does not report it.',
            },
            utilizationSeries: {
              unit: 'ratio',
              from: time.ago(3600),
              stepSeconds: 600,
              windowSeconds: 0,
              values: [0.4, 0.5, null, 0.7, 0.65, 0.62],
            },
            idle: { devices: 2, belowShare: 0.05, afterSeconds: 1800 },
          },
        ],
      },
      {
        cluster: cluster('cloud-us', live(time)),
        status: 'noSource',
        message: 'no metrics source.',
        products: [],
      },
    ],
    sources: [],
  };
}

/** Two teams, what belongs to no model, and what the viewer may not see. */
export function gpuHolders(time: FixtureTime): GpuHoldersView {
  return {
    version: '41',
    items: [
      {
        cluster: cluster('cloud-eu', live(time)),
        holders: [
          {
            namespace: 'chat',
            owner: 'group:default/chat-team',
            service: 'component:default/support-chat',
            models: ['model:default/llama-3.1-8b-instruct'],
            uses: [{ ...H100, used: 4, pending: 4 }],
          },
          {
            namespace: 'research',
            uses: [{ ...H100, used: 5, pending: 2 }],
          },
        ],
        rest: { holders: 1, uses: [{ ...H100, used: 1, pending: 0 }] },
        unattributed: [{ ...H100, used: 6, pending: 2 }],
      },
    ],
  };
}
