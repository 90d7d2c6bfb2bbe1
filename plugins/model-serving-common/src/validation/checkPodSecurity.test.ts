import { serviceCombinations } from '../testUtils';
import { renderService } from '../rendering';
import { checkPodSecurity } from './checkPodSecurity';
import { resolveOverlay } from './manifests/resolveOverlay';

const RESTRICTED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
};

function check(pod: Record<string, unknown>, container = {}) {
  return checkPodSecurity([
    {
      file: 'base/deployment.yaml',
      object: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'bot' },
        spec: {
          template: {
            spec: {
              securityContext: {
                runAsNonRoot: true,
                seccompProfile: { type: 'RuntimeDefault' },
              },
              containers: [
                { name: 'vllm', securityContext: RESTRICTED, ...container },
              ],
              ...pod,
            },
          },
        },
      },
    },
  ]).map(({ path, message }) => [
    path?.replace('spec.template.spec.', ''),
    /'(\w+)'/.exec(message)?.[1],
  ]);
}

it('has nothing against what is rendered', () => {
  for (const { request } of serviceCombinations().filter(
    (_, index) => index % 97 === 0,
  )) {
    const { files } = renderService(request);
    for (const { cluster } of request.placements) {
      expect(
        checkPodSecurity(resolveOverlay(files, cluster).manifests),
      ).toEqual([]);
    }
  }
});

it.each<[string, Record<string, unknown>, Record<string, unknown>, string[][]]>(
  [
    ['nothing', {}, {}, []],
    [
      'the network of the node',
      { hostNetwork: true },
      {},
      [['hostNetwork', 'baseline']],
    ],
    [
      'a folder of the node',
      { volumes: [{ name: 'x', hostPath: { path: '/' } }] },
      {},
      [['volumes[0].hostPath', 'baseline']],
    ],
    [
      'a volume of another kind',
      { volumes: [{ name: 'x', nfs: { server: 'a', path: '/' } }] },
      {},
      [['volumes[0].nfs', 'restricted']],
    ],
    [
      'volumes that are allowed',
      {
        volumes: [
          { name: 'x', emptyDir: {} },
          { name: 'y', image: {} },
        ],
      },
      {},
      [],
    ],
    [
      'a sysctl',
      {
        securityContext: {
          runAsNonRoot: true,
          seccompProfile: { type: 'RuntimeDefault' },
          sysctls: [{ name: 'kernel.msgmax', value: '1' }],
        },
      },
      {},
      [['securityContext.sysctls[0]', 'baseline']],
    ],
    [
      'a privileged container',
      {},
      { securityContext: { ...RESTRICTED, privileged: true } },
      [['containers[0].securityContext.privileged', 'baseline']],
    ],
    [
      'a port of the node',
      {},
      { ports: [{ hostPort: 80 }] },
      [['containers[0].ports[0].hostPort', 'baseline']],
    ],
    [
      'a capability',
      {},
      {
        securityContext: {
          ...RESTRICTED,
          capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] },
        },
      },
      [['containers[0].securityContext.capabilities.add', 'baseline']],
    ],
    [
      'nothing said at all',
      { securityContext: {} },
      { securityContext: undefined },
      [
        [
          'containers[0].securityContext.allowPrivilegeEscalation',
          'restricted',
        ],
        ['containers[0].securityContext.capabilities.drop', 'restricted'],
        ['containers[0].securityContext.runAsNonRoot', 'restricted'],
        ['containers[0].securityContext.seccompProfile', 'restricted'],
      ],
    ],
    [
      'root',
      {},
      { securityContext: { ...RESTRICTED, runAsUser: 0 } },
      [['containers[0].securityContext.runAsUser', 'restricted']],
    ],
    [
      'no confinement',
      {},
      {
        securityContext: {
          ...RESTRICTED,
          seccompProfile: { type: 'Unconfined' },
        },
      },
      [['containers[0].securityContext.seccompProfile.type', 'baseline']],
    ],
  ],
)('finds %s', (_, pod, container, expected) => {
  expect(check(pod, container)).toEqual(expected);
});
