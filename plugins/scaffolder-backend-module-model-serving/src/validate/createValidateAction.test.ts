import type {
  ClusterValidation,
  ValidationRequest,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { supportChat } from '../__testUtils__/requests';
import { startScaffolder, type Scaffolder } from '../__testUtils__/scaffolder';
import { createRenderAction } from '../render/createRenderAction';
import { createValidateAction } from './createValidateAction';

// Real git processes take their time on a busy machine.
jest.setTimeout(30_000);

const PATH = 'fleet/chat/support-chat';
const where = { service: 'support-chat', tenant: 'chat', sourcePath: PATH };

let scaffolder: Scaffolder | undefined;
afterEach(() => scaffolder?.stop());

/** Renders, then validates with a backend that finds what it is told. */
async function validate(
  found: Partial<ClusterValidation>,
  placements = supportChat.placements,
) {
  const requests: ValidationRequest[] = [];
  scaffolder = await startScaffolder({
    validate: request => {
      requests.push(request);
      return {
        valid: true,
        clusters: request.clusters.map(name => ({
          cluster: {
            name,
            title: name,
            simulated: true,
            state: { status: 'connecting' },
          },
          status: 'checked',
          objects: 1,
          checked: 1,
          schemasAt: '2026-01-01T00:00:00.000Z',
          notes: [],
          problems: [],
          ...found,
        })),
      };
    },
  });
  await scaffolder.run(createRenderAction(scaffolder), {
    ...supportChat,
    placements,
  });
  const run = scaffolder.run(createValidateAction(scaffolder), where);
  return { requests, run };
}

it('sends the files of the clusters, and says against what they were held', async () => {
  const { requests, run } = await validate({});
  const { output, log } = await run;
  expect(output).toEqual({
    valid: true,
    complete: true,
    clusters: [
      {
        cluster: 'cloud-eu',
        status: 'checked',
        schemasAt: '2026-01-01T00:00:00.000Z',
        warnings: 0,
      },
    ],
  });
  expect(log).toEqual([
    'cloud-eu: all 1 objects were checked, against what the cluster served at 2026-01-01T00:00:00.000Z',
  ]);
  const paths = requests[0]?.files.map(({ path }) => path);
  expect(paths).toContain('clusters/cloud-eu/kustomization.yaml');
  expect(paths).toContain('base/kustomization.yaml');
  expect(paths).not.toContain('catalog-info.yaml');
});

it('fails with every error: file, object, field, and the way out', async () => {
  const { run } = await validate({
    problems: [
      {
        severity: 'error',
        file: 'base/x.yaml',
        object: { apiVersion: 'a/v1', kind: 'ScaledObject', name: 'x' },
        path: 'kind',
        message: 'The cluster has no ScaledObject of keda.sh/v1alpha1',
        advice: 'ScaledObject comes with KEDA.',
      },
      { severity: 'warning', message: 'The quota has 1 of 8 left' },
    ],
  });
  await expect(run).rejects.toMatchObject({
    name: 'InputError',
    message:
      "The clusters would not take this. Nothing was written. base/x.yaml, ScaledObject 'x', field kind: The cluster has no ScaledObject of keda.sh/v1alpha1. ScaledObject comes with KEDA.",
  });
});

it('goes on where a cluster could not be asked, and says so', async () => {
  const { run } = await validate({
    status: 'notChecked',
    checked: 0,
    notes: ['InferenceService was not checked: the cluster is unreachable.'],
    problems: [{ severity: 'warning', message: 'The quota has 1 of 8 left' }],
  });
  const { output, log } = await run;
  expect(output).toMatchObject({
    valid: true,
    complete: false,
    clusters: [{ status: 'notChecked', warnings: 1 }],
  });
  expect(log).toEqual([
    'cloud-eu: nothing was held against the schemas of the cluster',
    'cloud-eu: InferenceService was not checked: the cluster is unreachable.',
    'cloud-eu: Warning: The quota has 1 of 8 left.',
  ]);
});
