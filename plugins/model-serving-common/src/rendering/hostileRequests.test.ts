import { parseAllDocuments } from 'yaml';
import { wholePlatform } from '../testUtils';
import { renderService } from './renderService';
import type { ServiceRequest } from './types';

/** Text that is something else in YAML, a shell, a path, a template or PromQL. */
const HOSTILE = [
  'x: {a: b}',
  'x\n---\nkind: Secret',
  'x # comment',
  '&anchor',
  '*alias',
  '!!js/function x',
  '$(touch /tmp/x)',
  '`id`',
  "'; rm -rf /; '",
  '../../../etc/passwd',
  '..',
  '/absolute',
  'a/../../b',
  '${{ secrets.TOKEN }}',
  '{{ .Values.x }}',
  '{service}',
  '"} or vector(1) #',
  '\u0000',
  '\u202egnp',
  '-o=x',
  '--trust-remote-code',
  'x\r\ny',
  'ｆｕｌｌ',
  '',
] as const;

const base: ServiceRequest = {
  service: 'support-chat',
  title: 'Support chat',
  tenant: 'chat',
  owner: 'group:default/chat-team',
  namespace: 'chat',
  modelRef: 'model:default/llama',
  model: {
    name: 'llama',
    artifact: { name: 'bf16', uri: 'hf://org/llama', revision: 'abc' },
  },
  runtime: 'deployment',
  operations: {
    autoscaling: 'keda',
    scaleToZero: true,
    networkPolicy: true,
    exposure: 'httproute',
    monitoring: true,
    alerts: true,
    hubToken: true,
    modelCache: 'volume',
  },
  platform: wholePlatform,
  placements: [
    {
      cluster: 'cloud-eu',
      product: 'NVIDIA-L4',
      replicas: 1,
      gpusPerReplica: 1,
    },
  ],
};

const [placement] = base.placements;

/** Every field that a form or the catalog gives as text. */
const FIELDS: Record<string, (value: string) => ServiceRequest> = {
  service: value => ({ ...base, service: value }),
  tenant: value => ({ ...base, tenant: value }),
  owner: value => ({ ...base, owner: value }),
  namespace: value => ({ ...base, namespace: value }),
  modelRef: value => ({ ...base, modelRef: value }),
  system: value => ({ ...base, system: value }),
  lifecycle: value => ({ ...base, lifecycle: value }),
  title: value => ({ ...base, title: value }),
  description: value => ({ ...base, description: value }),
  costCenter: value => ({
    ...base,
    operations: { ...base.operations, costCenter: value },
  }),
  cluster: value => placed({ cluster: value }),
  product: value => placed({ product: value }),
  resourceName: value => placed({ resourceName: value }),
  uri: value => serving({ uri: value }),
  'uri of the hub': value => serving({ uri: `hf://org/${value}` }),
  'organisation at the hub': value => serving({ uri: `hf://${value}/llama` }),
  'uri of a volume': value => serving({ uri: `pvc://claim/${value}` }),
  'uri of an image': value => serving({ uri: `oci://registry/${value}` }),
  revision: value => serving({ revision: value }),
  digest: value => serving({ uri: 'oci://registry/x', digest: value }),
};

function placed(change: Partial<NonNullable<typeof placement>>) {
  return {
    ...base,
    placements: placement ? [{ ...placement, ...change }] : [],
  };
}

function serving(
  change: Partial<ServiceRequest['model']['artifact']>,
): ServiceRequest {
  const artifact = { name: 'bf16', uri: 'hf://org/llama', ...change };
  return { ...base, model: { name: 'llama', artifact } };
}

/** Every key, and every value that is no text, of what a request comes to. */
function shapeOf(request: ServiceRequest) {
  const { files } = renderService(request);
  return [...files].map(([path, text]) => [
    path,
    parseAllDocuments(text).map(document => {
      expect(document.errors).toEqual([]);
      return keysOf(document.toJS());
    }),
  ]);
}

function keysOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(keysOf);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([key, entry]) => [key, keysOf(entry)]),
      )
    : typeof value;
}

describe.each(Object.entries(FIELDS))('hostile text as %s', (_, withText) => {
  it.each(HOSTILE.map(text => [JSON.stringify(text), text] as const))(
    '%s is refused, or stays text',
    (__, text) => {
      let request: ServiceRequest | undefined = withText(text);
      try {
        renderService(request);
      } catch (error) {
        expect(error).toMatchObject({ name: 'InputError' });
        request = undefined;
      }
      if (request) {
        const plain = withText('plain');
        let expected: unknown;
        try {
          expected = shapeOf(plain);
        } catch {
          expected = shapeOf(base);
        }
        const shape = shapeOf(request);
        expect(withoutOptional(shape)).toEqual(withoutOptional(expected));
        const { files } = renderService(request);
        const [deployment] = parseAllDocuments(
          files.get('base/deployment.yaml') ?? '',
        );
        // What vLLM takes as its model is never one of its flags.
        expect(
          deployment?.getIn([
            'spec',
            'template',
            'spec',
            'containers',
            0,
            'args',
            0,
          ]),
        ).toMatch(/^[A-Za-z0-9/]/);
        for (const path of files.keys()) {
          expect(path.split('/')).not.toContain('..');
          expect(path).toMatch(/^[A-Za-z0-9][\w./-]*$/);
        }
      }
    },
  );
});

/** An empty text leaves its field out, and a component says what it has. */
function withoutOptional(shape: unknown): unknown {
  return JSON.parse(
    JSON.stringify(shape, (key, value) =>
      ['title', 'description', 'system', 'example.com/cost-center'].includes(
        key,
      )
        ? undefined
        : value,
    ),
  );
}
