import { InputError } from '@backstage/errors';
import { parseAllDocuments } from 'yaml';
import { wholePlatform } from '../testUtils';
import { renderService } from './renderService';
import type { ServiceFiles, ServiceRequest } from './types';

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
const CONTAINERS = ['spec', 'template', 'spec', 'containers'];

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

/** Every key, and the type of every value, of what a request comes to. */
function shapeOf(files: ServiceFiles): string {
  return JSON.stringify(
    withoutOptional(
      [...files].map(([path, text]) => [
        path.replace(/^clusters\/[^/]+/, 'clusters/x'),
        parseAllDocuments(text).map(document =>
          document.errors.length > 0
            ? document.errors
            : keysOf(document.toJS()),
        ),
      ]),
    ),
  );
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

/** What a request comes to: refused, or files of the same shape as usual. */
function outcomeOf(request: ServiceRequest, usual: ServiceRequest): string {
  const files = filesOf(request);
  if (!files) {
    return 'refused';
  }
  const expected = filesOf(usual) ?? filesOf(base) ?? new Map();
  const paths = [...files.keys()];
  const [deployment] = parseAllDocuments(
    files.get('base/deployment.yaml') ?? '',
  );
  const model = String(deployment?.getIn([...CONTAINERS, 0, 'args', 0]) ?? '');
  if (!paths.every(path => /^[A-Za-z0-9][\w./-]*$/.test(path))) {
    return `a path is none: ${paths}`;
  }
  if (paths.some(path => path.split('/').includes('..'))) {
    return `a path leaves the folder: ${paths}`;
  }
  // What vLLM takes as its model is never one of its flags.
  if (!/^[A-Za-z0-9/]/.test(model)) {
    return `vLLM would read ${model} as something else`;
  }
  return shapeOf(files) === shapeOf(expected)
    ? 'text'
    : `another shape: ${shapeOf(files)}`;
}

/** `undefined` when the request is refused; any other error is one. */
function filesOf(request: ServiceRequest): ServiceFiles | undefined {
  try {
    return renderService(request).files;
  } catch (error) {
    if (error instanceof InputError) {
      return undefined;
    }
    throw error;
  }
}

describe.each(Object.entries(FIELDS))('hostile text as %s', (_, withText) => {
  it.each(HOSTILE.map(text => [JSON.stringify(text), text] as const))(
    '%s is refused, or stays text',
    (__, text) => {
      expect(outcomeOf(withText(text), withText('plain'))).toMatch(
        /^(refused|text)$/,
      );
    },
  );

  it('refuses some of it', () => {
    expect(HOSTILE.map(text => outcomeOf(withText(text), base))).toContain(
      'refused',
    );
  });
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
