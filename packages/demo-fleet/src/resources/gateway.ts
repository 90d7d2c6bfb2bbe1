import { z } from 'zod';
import { conditions } from './conditions';
import { specResource } from './resource';

const GROUP = 'gateway.networking.k8s.io';

const parentRef = z.looseObject({
  group: z.string().optional(),
  kind: z.string().optional(),
  namespace: z.string().optional(),
  name: z.string().min(1),
  sectionName: z.string().optional(),
  port: z.number().int().optional(),
});

export type ParentRef = z.infer<typeof parentRef>;

const backendRef = z.looseObject({
  group: z.string().optional(),
  kind: z.string().optional(),
  namespace: z.string().optional(),
  name: z.string().min(1),
  port: z.number().int().optional(),
  weight: z.number().int().min(0).optional(),
});

const routeRule = z.looseObject({
  matches: z
    .array(
      z.looseObject({
        path: z
          .looseObject({
            type: z.enum(['Exact', 'PathPrefix', 'RegularExpression']),
            value: z.string().optional(),
          })
          .optional(),
      }),
    )
    .optional(),
  backendRefs: z.array(backendRef).optional(),
});

const listener = z.looseObject({
  name: z.string(),
  hostname: z.string().optional(),
  port: z.number().int().min(1).max(65_535),
  protocol: z.string(),
});

/** Gateway API v1.6. */
export const gatewayResource = specResource(
  {
    group: GROUP,
    version: 'v1',
    kind: 'Gateway',
    plural: 'gateways',
    shortNames: ['gtw'],
    description: 'Where requests come into the cluster.',
  },
  z.looseObject({
    gatewayClassName: z.string().min(1),
    listeners: z.array(listener).min(1),
  }),
  z.looseObject({
    conditions: conditions.optional(),
    addresses: z
      .array(z.object({ type: z.string().optional(), value: z.string() }))
      .optional(),
    listeners: z
      .array(
        z.looseObject({
          name: z.string(),
          attachedRoutes: z.number().int(),
          conditions: conditions.optional(),
        }),
      )
      .optional(),
  }),
);

export type Gateway = z.infer<typeof gatewayResource.schema>;

const routeParentStatus = z.looseObject({
  parentRef,
  controllerName: z.string(),
  conditions,
});

export type RouteParentStatus = z.infer<typeof routeParentStatus>;

/** Gateway API v1.6. */
export const httpRouteResource = specResource(
  {
    group: GROUP,
    version: 'v1',
    kind: 'HTTPRoute',
    plural: 'httproutes',
    description: 'Which requests a gateway sends where.',
  },
  z.looseObject({
    parentRefs: z.array(parentRef).optional(),
    hostnames: z.array(z.string()).max(16).optional(),
    rules: z.array(routeRule).optional(),
  }),
  z.looseObject({ parents: z.array(routeParentStatus) }),
);

export type HttpRoute = z.infer<typeof httpRouteResource.schema>;
