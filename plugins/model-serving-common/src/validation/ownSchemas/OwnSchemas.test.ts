import { parse, parseAllDocuments } from 'yaml';
import {
  renderFluxDelivery,
  renderPlatform,
  renderService,
} from '../../rendering';
import {
  serviceCombinations,
  wholePlatform,
  withEveryPair,
} from '../../testUtils';
import { resolveOverlay } from '../manifests/resolveOverlay';
import { identityOf } from '../manifests/transform';
import { isPlainObject, type PlainObject } from '../manifests/types';
import { checkObject } from '../schema/checkObject';
import { readNotation } from './notation';
import { OwnSchemas } from './OwnSchemas';

const schemas = OwnSchemas.create();

function check(object: PlainObject) {
  const own = schemas.find(identityOf(object));
  return own ? checkObject(own.schema, object) : `no ${String(object.kind)}`;
}

describe('our own schemas', () => {
  it('refer to nothing that is not there', () => {
    for (const kind of schemas.all()) {
      const { schema } = schemas.find(kind) ?? {};
      const text = JSON.stringify([schema?.root, schema?.definitions]);
      const names = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)];
      for (const [, name = ''] of names) {
        expect([kind.kind, Object.keys(schema?.definitions ?? {})]).toEqual([
          kind.kind,
          expect.arrayContaining([name]),
        ]);
      }
    }
  });

  it('take what every pair of choices comes to, in every cluster', () => {
    const seen = new Set<string>();
    for (const { name, request } of withEveryPair(serviceCombinations())) {
      const { files } = renderService(request);
      for (const { cluster } of request.placements) {
        for (const { object } of resolveOverlay(files, cluster).manifests) {
          const text = JSON.stringify(object);
          if (seen.has(text)) continue;
          seen.add(text);
          expect([name, check(object)]).toEqual([name, []]);
        }
      }
    }
    expect(seen.size).toBeGreaterThan(50);
  });

  it.each(['argocd', 'flux'] as const)(
    'take what the bootstrap writes for %s',
    delivery => {
      const repository = {
        id: 'fleet',
        url: 'https://git.example.com/fleet',
        branch: 'main',
        root: 'services',
        delivery,
        directPush: true,
        clusters: ['eu', 'us'],
        tenants: [
          {
            name: 'chat',
            owner: 'group:default/chat',
            namespaces: ['chat'],
            clusters: [],
          },
        ],
        platform: wholePlatform,
      };
      const { files } = renderPlatform(repository);
      const kinds = new Set<string>();
      for (const [path, text] of files) {
        if (path.includes('/ci/') || !path.endsWith('.yaml')) continue;
        for (const document of parseAllDocuments(text)) {
          const object: unknown = document.toJS();
          if (!isPlainObject(object) || path.endsWith('template.yaml'))
            continue;
          if (String(object.apiVersion).startsWith('kustomize.config'))
            continue;
          kinds.add(String(object.kind));
          expect([path, check(object)]).toEqual([path, []]);
        }
      }
      const services = renderFluxDelivery({
        repository,
        service: {
          tenant: 'chat',
          service: 'bot',
          namespace: 'chat',
          folder: 'services/chat/bot',
        },
        existing: files,
        clusters: ['eu'],
        left: [],
      });
      for (const [path, text = ''] of services) {
        expect([path, check(parse(text))]).toEqual([path, []]);
      }
      expect(kinds).toContain(
        delivery === 'flux' ? 'GitRepository' : 'ApplicationSet',
      );
    },
  );
});

describe('an object that is wrong', () => {
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'bot' },
    spec: {
      selector: {},
      template: { spec: { containers: [{ name: 'vllm' }] } },
    },
  };

  it.each<[string, PlainObject, string]>([
    [
      'an unknown field',
      { ...deployment, spec: { ...deployment.spec, replica: 2 } },
      'spec.replica',
    ],
    [
      'an unknown field of a pod',
      {
        ...deployment,
        spec: {
          ...deployment.spec,
          template: {
            spec: { containers: [{ name: 'vllm', ports: [{ port: 1 }] }] },
          },
        },
      },
      'spec.template.spec.containers[0].ports[0].port',
    ],
    [
      'a type',
      { ...deployment, spec: { ...deployment.spec, replicas: '2' } },
      'spec.replicas',
    ],
    [
      'a field that is missing',
      { ...deployment, spec: { selector: {} } },
      'spec.template',
    ],
    [
      'a value that is none of those allowed',
      {
        ...deployment,
        spec: { ...deployment.spec, strategy: { type: 'Rolling' } },
      },
      'spec.strategy.type',
    ],
    [
      'an entry that is there twice',
      {
        ...deployment,
        spec: {
          ...deployment.spec,
          template: {
            spec: { containers: [{ name: 'vllm' }, { name: 'vllm' }] },
          },
        },
      },
      'spec.template.spec.containers[1]',
    ],
    [
      'a field of metadata',
      { ...deployment, metadata: { name: 'bot', labls: {} } },
      'metadata.labls',
    ],
  ])('is found: %s', (_, object, path) => {
    const issues = check(object);
    expect(Array.isArray(issues) && issues.map(issue => issue.path)).toContain(
      path,
    );
  });
});

describe('the notation', () => {
  it('says where it is not kept', () => {
    expect(() => readNotation('A { b text }')).toThrow(/'{' where '='/);
    expect(() => readNotation('A = { b text')).toThrow(/ends in the middle/);
  });

  it('is read as a schema', () => {
    expect(
      Object.fromEntries(
        readNotation('A = { a! [text by a,b]  b <int> } B = { ...A  c (x|y) }'),
      ),
    ).toEqual({
      A: {
        type: 'object',
        required: ['a'],
        properties: {
          a: {
            type: 'array',
            items: { type: 'string' },
            'x-kubernetes-list-type': 'map',
            'x-kubernetes-list-map-keys': ['a', 'b'],
          },
          b: { type: 'object', additionalProperties: { type: 'integer' } },
        },
      },
      B: {
        type: 'object',
        required: ['a'],
        properties: {
          a: expect.anything(),
          b: expect.anything(),
          c: { type: 'string', enum: ['x', 'y'] },
        },
      },
    });
  });
});
