import { InputError } from '@backstage/errors';
import { wholePlatform } from '../testUtils';
import { renderService } from './renderService';
import type { Placement, ServiceRequest } from './types';

/** What a form or an API call may hold where a figure belongs. */
const NO_FIGURES: readonly [string, unknown][] = [
  ['a negative number', -1],
  ['a fraction', 1.5],
  ['no number', NaN],
  ['infinity', Infinity],
  ['more than a number can count', 2 ** 60],
  ['a number as a text', '2'],
  ['a text', 'two'],
  ['a list', [2]],
  ['a mapping', { valueOf: 2 }],
  ['a yes', true],
];

const placement: Placement = {
  cluster: 'cloud-eu',
  replicas: 1,
  gpusPerReplica: 1,
};

const base: ServiceRequest = {
  service: 'support-chat',
  tenant: 'chat',
  owner: 'group:default/chat-team',
  namespace: 'chat',
  modelRef: 'model:default/llama',
  model: {
    name: 'llama',
    artifact: { name: 'bf16', uri: 'hf://org/llama', revision: 'abc' },
  },
  runtime: 'deployment',
  platform: wholePlatform,
  placements: [placement],
};

/** A request as it may come from outside, where types are not kept. */
function from(change: Readonly<Record<string, unknown>>): ServiceRequest {
  return { ...base, ...change };
}

const placed = (change: Readonly<Record<string, unknown>>) =>
  from({ placements: [{ ...placement, ...change }] });

const FIELDS: Readonly<
  Record<string, [named: RegExp, build: (value: unknown) => ServiceRequest]>
> = {
  replicas: [/replicas/i, value => placed({ replicas: value })],
  'most replicas': [/replicas/i, value => placed({ maxReplicas: value })],
  'GPUs of a replica': [/GPUs/, value => placed({ gpusPerReplica: value })],
  'the context length': [
    /Context length/,
    value => from({ contextLength: value }),
  ],
  'the queue': [
    /queueTarget/,
    value => from({ operations: { autoscaling: 'keda', queueTarget: value } }),
  ],
};

describe.each(Object.entries(FIELDS))('as %s', (_, [named, build]) => {
  it.each(NO_FIGURES)('%s is refused by its name', (__, value) => {
    expect(() => renderService(build(value))).toThrow(InputError);
    expect(() => renderService(build(value))).toThrow(named);
  });
});

/** None when the request is refused; any other error is one. */
function pathsOf(request: ServiceRequest): string[] {
  try {
    return [...renderService(request).files.keys()];
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}

/** What is a name to JavaScript, to YAML or to nobody. */
const NO_NAMES = [
  '__proto__',
  'constructor ',
  'x'.repeat(100_000),
  'ｆｕｌｌ',
  'a\u0000b',
  'a\nb',
  '-',
  '',
];

describe.each([
  ['service', /Service name/, (value: string) => from({ service: value })],
  ['tenant', /Tenant/, (value: string) => from({ tenant: value })],
  ['namespace', /Namespace/, (value: string) => from({ namespace: value })],
  ['owner', /Owner/, (value: string) => from({ owner: value })],
  ['model', /Model/, (value: string) => from({ modelRef: value })],
  ['cluster', /Cluster/, (value: string) => placed({ cluster: value })],
] as const)('as the name of a %s', (_, named, build) => {
  it.each(NO_NAMES.map(text => [JSON.stringify(text).slice(0, 20), text]))(
    '%s is refused by the name of its field, in a short sentence',
    (__, text) => {
      let message = '';
      try {
        renderService(build(text));
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        message = error.message;
      }
      expect(message).toMatch(named);
      expect(message.length).toBeLessThan(1000);
    },
  );

  it.each(['true', 'null', 'yes', '1e3', '0x10', 'constructor', 'tostring'])(
    '%s stays a text, or is refused',
    text => {
      expect(pathsOf(build(text)).every(path => !path.includes('..'))).toBe(
        true,
      );
    },
  );
});

it('does not take fields of every object for choices', () => {
  const operations = JSON.parse(
    '{"__proto__": {"exposure": "ingress"}, "constructor": "x"}',
  );
  let outcome: unknown;
  try {
    outcome = renderService(from({ operations })).choices.exposure;
  } catch (error) {
    outcome = error;
  }
  expect(outcome === 'internal' || outcome instanceof InputError).toBe(true);
});
