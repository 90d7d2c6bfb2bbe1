import { chooseOperations, type OpenChoices } from './chooseOperations';
import { CHOICE_NAMES } from './operations';
import type { PlatformPolicy } from './platform';
import { platformChoices } from './platformChoices';

const everything: PlatformPolicy = {
  gateway: { name: 'g', namespace: 'gw', hostname: '{service}.example.com' },
  ingress: {
    className: 'nginx',
    hostname: '{service}.example.com',
    clusterIssuer: 'ca',
  },
  network: { clientNamespaces: [] },
  monitoring: { namespace: 'monitoring' },
  autoscaling: {
    prometheusAddress: 'http://prometheus',
    podMetric: 'waiting',
    arrivalQuery: 'arrivals',
  },
  secretStore: { kind: 'SecretStore', name: 'vault', key: 'hub' },
  modelCache: { storageClass: 'shared' },
};

describe('platformChoices', () => {
  it('offers every choice once', () => {
    expect(platformChoices().map(({ name }) => name)).toEqual(CHOICE_NAMES);
  });

  it('says what is missing for what cannot be had', () => {
    const byName = new Map(
      platformChoices().map(choice => [choice.name, choice]),
    );
    expect(byName.get('exposure')).toMatchObject({
      value: 'internal',
      allowed: ['internal'],
      unavailable: [
        { value: 'httproute', reason: expect.stringContaining('gateway') },
        { value: 'ingress', reason: expect.stringContaining('ingress') },
      ],
    });
  });

  it('protects and shows services where the platform can', () => {
    const on = platformChoices(everything)
      .filter(({ value }) => value === true)
      .map(({ name }) => name);
    expect(on).toEqual([
      'disruptionBudget',
      'networkPolicy',
      'monitoring',
      'alerts',
    ]);
  });

  it('leaves one value of what is locked', () => {
    const [runtime] = platformChoices({
      choices: { runtime: { default: 'deployment', locked: true } },
    });
    expect(runtime).toEqual({
      name: 'runtime',
      value: 'deployment',
      locked: true,
      allowed: ['deployment'],
      unavailable: [],
    });
  });
});

describe('chooseOperations', () => {
  it.each<[string, PlatformPolicy, OpenChoices, OpenChoices, object]>([
    ['takes the default', {}, {}, {}, { runtime: 'kserve', queueTarget: 4 }],
    [
      "takes the platform's default",
      { choices: { runtime: { default: 'deployment' } } },
      {},
      {},
      { runtime: 'deployment' },
    ],
    [
      'takes the first that is allowed',
      { choices: { runtime: { allowed: ['deployment'] } } },
      {},
      {},
      { runtime: 'deployment' },
    ],
    [
      'keeps what the files say',
      everything,
      {},
      { runtime: 'deployment', operations: { networkPolicy: false } },
      { runtime: 'deployment', networkPolicy: false },
    ],
    [
      'takes what is asked for',
      everything,
      { operations: { autoscaling: 'keda', scaleToZero: true } },
      { operations: { autoscaling: 'hpa' } },
      { autoscaling: 'keda', scaleToZero: true },
    ],
    [
      'puts a lock over what the files say',
      {
        ...everything,
        choices: { networkPolicy: { default: true, locked: true } },
      },
      {},
      { operations: { networkPolicy: false } },
      { networkPolicy: true },
    ],
    [
      'lets go of what is no longer offered',
      {},
      {},
      { operations: { exposure: 'ingress', monitoring: true } },
      { exposure: 'internal', monitoring: false },
    ],
    [
      'keeps a replica where another autoscaler is chosen',
      everything,
      { operations: { autoscaling: 'hpa' } },
      { operations: { autoscaling: 'keda', scaleToZero: true } },
      { autoscaling: 'hpa', scaleToZero: false },
    ],
  ])('%s', (_, policy, asked, present, expected) => {
    expect(chooseOperations(policy, asked, present)).toMatchObject(expected);
  });

  it.each<[string, PlatformPolicy, OpenChoices, OpenChoices, boolean]>([
    ['where the platform has one', everything, {}, {}, true],
    ['not where it has none', {}, {}, {}, false],
    [
      'not where nobody may',
      {
        ...everything,
        choices: { hubToken: { default: false, locked: true } },
      },
      {},
      {},
      false,
    ],
    [
      'not when it was asked not to',
      everything,
      { operations: { hubToken: false } },
      {},
      false,
    ],
    [
      'not to a service that has gone without',
      everything,
      {},
      { operations: { hubToken: false } },
      false,
    ],
  ])(
    'gives the token of the hub to a gated variant, %s',
    (_, policy, asked, present, hubToken) => {
      const gated = { gated: true };
      expect(chooseOperations(policy, asked, present, gated)).toMatchObject({
        hubToken,
      });
      const open = chooseOperations(policy, {}, {}, {});
      expect(open.hubToken).toBe(false);
    },
  );

  it.each<[string, PlatformPolicy, OpenChoices, RegExp]>([
    [
      'what is locked',
      { choices: { disruptionBudget: { default: true, locked: true } } },
      { operations: { disruptionBudget: false } },
      /sets 'disruptionBudget' to true for every service/,
    ],
    [
      'what is not allowed',
      { choices: { runtime: { allowed: ['kserve'] } } },
      { runtime: 'deployment' },
      /does not allow 'deployment' for 'runtime'; it allows 'kserve'/,
    ],
    [
      'what is not offered',
      {},
      { operations: { exposure: 'httproute' } },
      /modelServing\.platform\.gateway/,
    ],
    [
      'what the runtime cannot do',
      everything,
      { operations: { modelCache: 'volume' } },
      /KServe loads weights into each pod/,
    ],
    [
      'zero replicas without what wakes them',
      everything,
      { operations: { autoscaling: 'hpa', scaleToZero: true } },
      /needs the autoscaling 'keda'/,
    ],
    [
      'a label that is none',
      everything,
      { operations: { costCenter: 'a\nb: c' } },
      /'costCenter' must be at most 63/,
    ],
    [
      'a figure out of bounds',
      everything,
      { operations: { queueTarget: 0 } },
      /from 1 to 1000/,
    ],
  ])('refuses %s', (_, policy, asked, message) => {
    expect(() => chooseOperations(policy, asked)).toThrow(message);
  });
});
