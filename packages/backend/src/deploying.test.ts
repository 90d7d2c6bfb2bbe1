import type {
  GpusView,
  RolloutsView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type { Api } from './__testUtils__/Api';
import { DEPLOY, dryRun, run, start } from './__testUtils__/deploy';
import type { Form } from './__testUtils__/deploy';
import {
  fileOf,
  headOf,
  newestCommit,
  pushAsColleague,
} from './__testUtils__/git';
import { INTERRUPTED } from './__testUtils__/meanwhile';
import { JONAS } from './__testUtils__/people';
import { eventually } from './__testUtils__/poll';
import { startReady } from './__testUtils__/ready';
import type { TestInstance } from './__testUtils__/TestInstance';

const LLAMA = 'model:default/llama-3.1-8b-instruct';

function form(service: string, more: Partial<Form> = {}): Form {
  return {
    service,
    model: { model: LLAMA },
    tenant: { tenant: 'chat' },
    placements: [{ cluster: 'cloud-eu', replicas: 1, gpusPerReplica: 1 }],
    ...more,
  };
}

/** GPUs in use, and those that the entity takes of them. */
function used({ items }: GpusView): Record<string, [number, number]> {
  return Object.fromEntries(
    items.map(({ cluster, totals, entity }) => [
      cluster.name,
      [
        (totals ?? []).reduce((sum, total) => sum + total.used, 0),
        (entity ?? []).reduce((sum, use) => sum + use.used, 0),
      ],
    ]),
  );
}

function verdicts({ items }: RolloutsView): Record<string, string> {
  return Object.fromEntries(
    items.map(({ cluster, judgement }) => [cluster.name, judgement.verdict]),
  );
}

describe('deploying a model', () => {
  let instance: TestInstance;
  let guest: Api;
  let git: string;

  beforeAll(async () => {
    ({ instance, guest, git } = await startReady());
  }, 120_000);

  afterAll(async () => {
    await instance?.stop();
  });

  it('rolls out to two clusters and takes what was asked for; twice is once', async () => {
    const before = used(await guest.gpus(LLAMA));
    const wanted = form('meeting-notes', {
      placements: [
        { cluster: 'cloud-eu', replicas: 2, gpusPerReplica: 1 },
        { cluster: 'cloud-us', replicas: 1, gpusPerReplica: 2 },
      ],
    });
    expect(await run(guest, wanted)).toMatchObject({
      status: 'completed',
      error: '',
    });
    const commit = await headOf(git);
    expect(await newestCommit(git)).toMatch(/^Guest <guest@example.com>\n/);

    const component = await eventually(
      'the service is in the catalog',
      () => guest.entity('component/default/meeting-notes'),
      entity => entity !== undefined,
    );
    expect(component?.spec).toMatchObject({
      type: 'inference-service',
      owner: 'group:default/chat-team',
    });
    const ref = 'component:default/meeting-notes';
    const rolledOut = await eventually(
      'both clusters serve',
      () => guest.rollouts(ref),
      view => view.overall?.verdict === 'healthy',
    );
    expect(verdicts(rolledOut)).toEqual({
      'cloud-eu': 'healthy',
      'cloud-us': 'healthy',
    });
    for (const { delivery, workload } of rolledOut.items) {
      expect(delivery).toMatchObject({
        status: 'synced',
        wantedRevision: commit,
        appliedRevision: commit,
      });
      expect(workload?.model?.entityRef).toBe(LLAMA);
    }
    const after = used(await guest.gpus(LLAMA));
    const moved = Object.fromEntries(
      Object.entries(after).map(([cluster, [all, entity]]) => {
        const [allBefore, entityBefore] = before[cluster] ?? [0, 0];
        return [cluster, [all - allBefore, entity - entityBefore]];
      }),
    );
    expect(moved).toEqual({
      'cloud-eu': [2, 2],
      'cloud-us': [2, 2],
      'edge-plant': [0, 0],
      'cloud-amd': [0, 0],
    });

    const again = await run(guest, wanted);
    expect(again.status).toBe('completed');
    expect(again.log).toContain('Already up to date');
    expect(await headOf(git)).toBe(commit);
  }, 120_000);

  it('serves without KServe, and forgets what is no longer chosen', async () => {
    const plain = form('plain-vllm', {
      runtime: 'deployment',
      operations: { autoscaling: 'hpa', networkPolicy: true },
    });
    expect(await run(guest, plain)).toMatchObject({
      status: 'completed',
      error: '',
    });
    const folder = 'fleet/chat/plain-vllm/base';
    expect(await fileOf(git, `${folder}/deployment.yaml`)).toContain(
      'docker.io/vllm/vllm-openai@sha256:',
    );
    const ref = 'component:default/plain-vllm';
    const serving = await eventually(
      'the Deployment serves',
      () => guest.rollouts(ref),
      view => view.overall?.verdict === 'healthy',
    );
    expect(serving.items[0]?.workload).toMatchObject({
      ref: { kind: 'Deployment', name: 'plain-vllm' },
      model: { entityRef: LLAMA, matchedBy: 'annotation' },
    });

    const scaler = `${folder}/horizontalpodautoscaler.yaml`;
    expect(await fileOf(git, scaler)).toContain('HorizontalPodAutoscaler');
    const fixed = { ...plain, operations: { autoscaling: 'none' } };
    expect(await run(guest, fixed)).toMatchObject({ status: 'completed' });
    expect(await fileOf(git, scaler)).toBeUndefined();
    expect(await fileOf(git, `${folder}/networkpolicy.yaml`)).toContain(
      'NetworkPolicy',
    );
  }, 120_000);

  it('builds on what someone else pushed in the meantime', async () => {
    instance.meanwhile.set(() =>
      pushAsColleague(git, { 'fleet/chat/NOTES.md': 'Hello\n' }),
    );
    const result = await run(guest, form('both-survive'), INTERRUPTED);
    expect(result).toMatchObject({ status: 'completed' });
    expect(await fileOf(git, 'fleet/chat/NOTES.md')).toBe('Hello\n');
    expect(
      await fileOf(git, 'fleet/chat/both-survive/catalog-info.yaml'),
    ).toContain('name: both-survive');
  }, 60_000);

  it('names the file that someone else changed in the meantime', async () => {
    const file = 'fleet/chat/contended/clusters/cloud-eu/kustomization.yaml';
    const theirs = 'kind: Kustomization\nnamespace: chat\n';
    instance.meanwhile.set(() => pushAsColleague(git, { [file]: theirs }));
    const result = await run(guest, form('contended'), INTERRUPTED);
    expect(result).toMatchObject({ status: 'failed' });
    expect(result.error).toContain(file);
    expect(result.error).toContain('start the task again');
    expect(await fileOf(git, file)).toBe(theirs);
    expect(
      await fileOf(git, 'fleet/chat/contended/catalog-info.yaml'),
    ).toBeUndefined();
  }, 60_000);

  it('changes nothing in a dry run', async () => {
    const before = await headOf(git);
    const reply = await dryRun(guest, form('rehearsal'));
    expect(reply.status).toBe(200);
    expect(JSON.stringify(reply.body)).toContain('Dry run, nothing is pushed');
    expect(await headOf(git)).toBe(before);
    expect(await guest.entity('component/default/rehearsal')).toBeUndefined();
  }, 60_000);

  describe('that may not be', () => {
    const REFUSALS: [string, Partial<Form>, RegExp[]][] = [
      [
        'in a cluster that does not exist',
        { placements: [{ cluster: 'mars', replicas: 1, gpusPerReplica: 1 }] },
        [/'mars'/, /allowed: cloud-eu, cloud-us, edge-plant, cloud-amd/],
      ],
      [
        'with a service name that leaves its folder',
        { service: '../../vision/stolen' },
        [/\.\.\/\.\.\/vision\/stolen/, /lower case letters/],
      ],
      [
        'under a name that another tenant has',
        { service: 'defect-inspector' },
        [/'defect-inspector' is taken/, /another name/],
      ],
      [
        'of a model that does not exist',
        { model: { model: 'model:default/gpt-9' } },
        [/model:default\/gpt-9/],
      ],
      [
        'of a variant that does not exist',
        { model: { model: LLAMA, variant: 'int1' } },
        [/int1/, /bf16/],
      ],
      [
        'of a tenant that does not exist',
        { tenant: { tenant: 'nobody' } },
        [/'nobody'/, /allowed: chat, vision/],
      ],
      [
        "in another tenant's namespace",
        { tenant: { tenant: 'chat', namespace: 'vision' } },
        [/'vision'/, /allowed: chat/],
      ],
      [
        'of a tenant of others',
        { tenant: { tenant: 'vision' } },
        [/not a member of group:default\/vision-team/, /Ask a member/],
      ],
      [
        'with half a replica',
        {
          placements: [
            { cluster: 'cloud-eu', replicas: 0.5, gpusPerReplica: 1 },
          ],
        },
        [/replicas/],
      ],
      ['nowhere', { placements: [] }, [/placements|cluster/]],
    ];

    it.each(REFUSALS)(
      '%s is refused in words, and nothing is pushed',
      async (_, wrong, sentences) => {
        instance.meanwhile.set(async () => {});
        const before = await headOf(git);
        const result = await run(guest, form('refused', wrong), INTERRUPTED);
        expect(result.status).toBe('failed');
        for (const sentence of sentences) {
          expect(result.error).toMatch(sentence);
        }
        expect(result.error).not.toMatch(/\n\s+at |undefined|\[object/);
        expect(await headOf(git)).toBe(before);
      },
      60_000,
    );

    it('is refused by the form before a task starts', async () => {
      const reply = await start(guest, form('../../etc'), DEPLOY);
      expect(reply.status).toBe(400);
      expect(JSON.stringify(reply.body)).toContain('service');
    });

    it('is refused to a person of another team', async () => {
      const before = await headOf(git);
      const jonas = await instance.signIn(JONAS);
      const result = await run(jonas, form('not-mine'));
      expect(result.status).toBe('failed');
      expect(result.error).toMatch(
        /You are not a member of group:default\/chat-team.*Ask a member/,
      );
      expect(await headOf(git)).toBe(before);
      const reply = await jonas.post('/model-serving/changes', {
        tenant: 'chat',
        service: 'not-mine',
        clusters: ['cloud-eu'],
      });
      expect(reply.status).toBe(403);
    }, 60_000);
  });
});
