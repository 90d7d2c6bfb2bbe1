import { z } from 'zod';
import { specResource } from './resource';

const GROUP = 'monitoring.coreos.com';

// Their status is only written where the operator's feature for it is on.

/** Prometheus Operator v0.93, `monitoring.coreos.com/v1`. */
export const podMonitorResource = specResource(
  {
    group: GROUP,
    version: 'v1',
    kind: 'PodMonitor',
    plural: 'podmonitors',
    shortNames: ['pmon'],
    description: 'Which pods Prometheus reads. Nobody reads them here.',
  },
  z.looseObject({
    selector: z.looseObject({
      matchLabels: z.record(z.string(), z.string()).optional(),
    }),
    podMetricsEndpoints: z
      .array(
        z.looseObject({
          port: z.string().optional(),
          portNumber: z.number().int().min(1).max(65_535).optional(),
          path: z.string().optional(),
          interval: z.string().optional(),
        }),
      )
      .optional(),
  }),
  z.looseObject({}),
);

export const prometheusRuleResource = specResource(
  {
    group: GROUP,
    version: 'v1',
    kind: 'PrometheusRule',
    plural: 'prometheusrules',
    shortNames: ['promrule'],
    description: 'When Prometheus tells someone. Nothing is evaluated here.',
  },
  z.looseObject({
    groups: z
      .array(
        z.looseObject({
          name: z.string().min(1),
          rules: z
            .array(
              z.looseObject({
                alert: z.string().optional(),
                record: z.string().optional(),
                expr: z.union([z.string(), z.number().int()]),
                for: z.string().optional(),
                labels: z.record(z.string(), z.string()).optional(),
                annotations: z.record(z.string(), z.string()).optional(),
              }),
            )
            .optional(),
        }),
      )
      .optional(),
  }),
  z.looseObject({}),
);
