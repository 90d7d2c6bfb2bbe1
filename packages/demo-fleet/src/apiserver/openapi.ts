import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Cluster } from '../cluster/cluster';
import { isRecord } from '../objects/json';
import type { KubeObject } from '../objects/kubeObject';
import type { Resource } from '../resources/resource';
import { apiVersionOf } from '../resources/resource';
import { groupVersions, inVersion } from './discovery';

/** `GET /openapi/v3`: where the document of each group and version is. */
export function openapiIndex(cluster: Cluster) {
  return {
    paths: Object.fromEntries(
      groupVersions(cluster).map(({ group, version }) => {
        const path = group ? `apis/${group}/${version}` : `api/${version}`;
        const hash = createHash('sha512')
          .update(`${path}/${cluster.definition.gitVersion}`)
          .digest('hex')
          .toUpperCase();
        return [
          path,
          { serverRelativeURL: `/openapi/v3/${path}?hash=${hash}` },
        ];
      }),
    ),
  };
}

/**
 * The document of one group and version. Its schemas come from the very
 * parsers that admit objects, so they say what this server really checks.
 */
export function openapiDocument(
  cluster: Cluster,
  group: string,
  version: string,
) {
  const resources = inVersion(cluster, group, version).map(
    collection => collection.resource,
  );
  if (resources.length === 0) {
    return undefined;
  }
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: cluster.definition.gitVersion },
    paths: Object.fromEntries(resources.map(pathOf)),
    components: {
      schemas: Object.fromEntries(
        resources.map(resource => [schemaName(resource), schemaOf(resource)]),
      ),
    },
  };
}

function pathOf(resource: Resource<KubeObject>) {
  const { group, version, kind, plural, namespaced } = resource;
  const root = group ? `/apis/${group}/${version}` : `/api/${version}`;
  const scope = namespaced ? '/namespaces/{namespace}' : '';
  const body = {
    content: {
      'application/json': {
        schema: { $ref: `#/components/schemas/${schemaName(resource)}` },
      },
    },
  };
  return [
    `${root}${scope}/${plural}`,
    {
      post: {
        description: `create a ${kind}`,
        requestBody: body,
        responses: { '201': { description: 'Created', ...body } },
        'x-kubernetes-action': 'post',
        'x-kubernetes-group-version-kind': { group, version, kind },
      },
    },
  ];
}

/** Reverse-domain names, as real documents have them. */
function schemaName({ group, version, kind }: Resource<KubeObject>): string {
  if (!group.includes('.')) {
    return `io.k8s.api.${group || 'core'}.${version}.${kind}`;
  }
  return `${group.split('.').reverse().join('.')}.${version}.${kind}`;
}

function schemaOf(resource: Resource<KubeObject>): unknown {
  const { group, version, kind } = resource;
  const schema = z.toJSONSchema(resource.schema, {
    target: 'openapi-3.0',
    io: 'input',
    unrepresentable: 'any',
  });
  const properties = isRecord(schema.properties) ? schema.properties : {};
  return {
    type: 'object',
    description: resource.description,
    // Clients send less metadata than servers keep, so it is left open.
    required: ['spec'].filter(name => schema.required?.includes(name)),
    properties: {
      ...Object.fromEntries(
        Object.entries(properties).map(([name, value]) => [
          name,
          withoutOpenEnds(value),
        ]),
      ),
      apiVersion: { type: 'string', enum: [apiVersionOf(resource)] },
      kind: { type: 'string', enum: [kind] },
      metadata: { type: 'object' },
    },
    'x-kubernetes-group-version-kind': [{ group, version, kind }],
  };
}

/** Bounds at the edge of exact integers come from the generator, not from us. */
const LARGEST_LIMIT = Number.MAX_SAFE_INTEGER;

/**
 * Real documents omit `additionalProperties: {}`. Where fields are named as
 * well, they say with an extension that others are kept, as they are here:
 * clients that are strict would refuse them otherwise.
 */
function withoutOpenEnds(schema: unknown): unknown {
  if (Array.isArray(schema)) {
    return schema.map(withoutOpenEnds);
  }
  if (!isRecord(schema)) {
    return schema;
  }
  const { additionalProperties: others } = schema;
  const isOpen = isRecord(others) && Object.keys(others).length === 0;
  return {
    ...Object.fromEntries(
      Object.entries(schema)
        .filter(
          ([key, value]) =>
            key !== '$schema' &&
            !(
              typeof value === 'number' && !(Math.abs(value) < LARGEST_LIMIT)
            ) &&
            !(key === 'additionalProperties' && isOpen),
        )
        .map(([key, value]) => [key, withoutOpenEnds(value)]),
    ),
    ...(isOpen &&
      isRecord(schema.properties) && {
        'x-kubernetes-preserve-unknown-fields': true,
      }),
  };
}
