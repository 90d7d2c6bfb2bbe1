import { spawnSync } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  renderPlatform,
  renderService,
  type CiFlavour,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { serviceCombinations } from '@modelfleet/backstage-plugin-model-serving-common/testUtils';
import { parse } from 'yaml';
import { z } from 'zod';

/** What the pipelines of each host run, in this order. */
interface Scripts {
  readonly build: string;
  readonly validate: string;
  readonly scan: string;
}

const FILES: Record<CiFlavour, string> = {
  github: '.github/workflows/model-services.yaml',
  gitlab: 'fleet/_platform/ci/gitlab.yaml',
  tekton: 'fleet/_platform/ci/tekton.yaml',
};

function pipelineOf(ci: CiFlavour, more: { root?: string; branch?: string }) {
  const root = more.root ?? 'fleet';
  const { files } = renderPlatform({
    id: 'fleet',
    url: 'https://git.example.com/fleet.git',
    branch: more.branch ?? 'main',
    root,
    delivery: 'argocd',
    directPush: false,
    clusters: ['eu'],
    tenants: [
      {
        name: 'chat',
        owner: 'group:default/chat',
        namespaces: ['chat'],
        clusters: ['eu'],
      },
    ],
    platform: { ci },
  });
  const file =
    root === 'fleet'
      ? FILES[ci]
      : FILES[ci].replace(/^fleet\//, root === '' ? '' : `${root}/`);
  const text = files.get(file);
  if (text === undefined) {
    throw new Error(`There is no ${file} in ${[...files.keys()].join()}`);
  }
  return parse(text);
}

/** The text that a host's runner gives to a shell. */
function scriptsOf(ci: CiFlavour, more: { root?: string } = {}): Scripts {
  const pipeline = pipelineOf(ci, more);
  switch (ci) {
    case 'github': {
      const [, build, validate, scan] = pipeline.jobs.check.steps.map(
        ({ run }: { run?: string }) => run,
      );
      return { build, validate, scan };
    }
    case 'gitlab':
      return {
        build: pipeline['model-services:build'].script.join('\n'),
        validate: pipeline['model-services:validate'].script.join('\n'),
        scan: pipeline['model-services:scan'].script.join('\n'),
      };
    default: {
      const [build, validate, scan] = pipeline.spec.steps.map(
        ({ script }: { script: string }) => script,
      );
      return { build, validate, scan };
    }
  }
}

describe.each(['github', 'gitlab', 'tekton'] as const)(
  'the pipeline for %s',
  ci => {
    let folder = '';

    beforeEach(async () => {
      folder = await fs.mkdtemp(path.join(os.tmpdir(), 'pipeline-'));
      const bin = path.join(folder, 'bin');
      await fs.mkdir(bin);
      // Stand-ins for the tools: what they were given is written down, and a
      // build shows the file that it was asked to build.
      const tools = {
        kustomize: 'cat "$2/kustomization.yaml"',
        kubeconform: 'ls "$@" 2>/dev/null >> "$LOG"; true',
        trivy: '[ "$8" != bad ]',
        // A runner's docker, whose image has the shell and the tools.
        docker:
          'while [ "$1" != -c ]; do shift; done; cd "$WORK" && exec sh -c "$2"',
      };
      for (const [name, script] of Object.entries(tools)) {
        await fs.writeFile(
          path.join(bin, name),
          `#!/bin/sh\nfor argument; do printf '%s|' "$argument"; done | sed "s/^/${name} /" >> "$LOG"\necho >> "$LOG"\n${script}\n`,
          { mode: 0o755 },
        );
      }
    });

    afterEach(() => fs.rm(folder, { recursive: true, force: true }));

    async function write(files: Record<string, string>): Promise<void> {
      for (const [file, text] of Object.entries(files)) {
        const place = path.join(folder, 'work', file);
        await fs.mkdir(path.dirname(place), { recursive: true });
        await fs.writeFile(place, text);
      }
    }

    async function run(script: string) {
      const log = path.join(folder, 'log');
      const work = path.join(folder, 'work');
      await fs.rm(log, { force: true });
      const { status, stderr } = spawnSync('sh', ['-e', '-c', script], {
        cwd: work,
        encoding: 'utf8',
        timeout: 60_000,
        env: {
          PATH: `${path.join(folder, 'bin')}:${process.env.PATH}`,
          LOG: log,
          WORK: work,
        },
      });
      const text = await fs.readFile(log, 'utf8').catch(() => '');
      const calls = text
        .split('\n')
        .filter(line => /^(kustomize|kubeconform|trivy) /.test(line));
      return { status, stderr, calls };
    }

    it('builds every overlay, checks what came out and scans each image once', async () => {
      const [{ request } = { request: undefined }] = serviceCombinations();
      if (!request) throw new Error('There are no combinations');
      const { files } = renderService(request);
      await write(
        Object.fromEntries(
          [...files].map(([file, text]) => [`fleet/chat/bot/${file}`, text]),
        ),
      );
      await write({
        'fleet/_platform/clusters/eu/namespaces.yaml': 'kind: Namespace\n',
        'fleet/chat/bot/clusters/cloud-eu/kustomization.yaml':
          'a:\n  - image: "registry.example.com/a:1"\n    name: x\n  - name: y\n    image: b\nimage:\n  reference: c\n',
      });
      const scripts = scriptsOf(ci);
      const built = await run(scripts.build);
      expect([built.status, built.stderr]).toEqual([0, '']);
      expect(built.calls).toEqual(
        ['cloud-eu', 'cloud-us', 'edge-plant', 'hpc'].map(
          cluster => `kustomize build|./fleet/chat/bot/clusters/${cluster}|`,
        ),
      );
      expect(
        (await fs.readdir(path.join(folder, 'work/built'))).sort(),
      ).toEqual(
        ['cloud-eu', 'cloud-us', 'edge-plant', 'hpc'].map(
          cluster => `fleet_chat_bot_clusters_${cluster}.yaml`,
        ),
      );
      const validated = await run(scripts.validate);
      expect([validated.status, validated.stderr]).toEqual([0, '']);
      expect(validated.calls).toEqual([
        expect.stringMatching(/^kubeconform -strict\|.*\|built\|$/),
      ]);
      const scanned = await run(scripts.scan);
      expect([scanned.status, scanned.stderr]).toEqual([0, '']);
      expect(scanned.calls.map(call => call.split('|').at(-2))).toEqual(
        expect.arrayContaining(['b', 'registry.example.com/a:1']),
      );
      expect(scanned.calls).toHaveLength(2);
    });

    it('finds the tool that its image has at the top and not on the path', () => {
      expect(scriptsOf(ci).validate).toContain('PATH="$PATH:/"');
    });

    it('passes while there is no service yet', async () => {
      await write({ 'fleet/_platform/README.md': '' });
      const scripts = scriptsOf(ci);
      for (const script of [scripts.build, scripts.validate, scripts.scan]) {
        const { status, stderr } = await run(script);
        expect([status, stderr]).toEqual([0, '']);
      }
    });

    it('fails with the first overlay that cannot be built', async () => {
      await write({
        'fleet/chat/bot/clusters/eu/kustomization.yaml/x': 'no file',
        'fleet/chat/bot/clusters/us/kustomization.yaml': '',
      });
      const { status } = await run(scriptsOf(ci).build);
      expect(status).not.toBe(0);
    });

    it('fails with the first image that has something to mend', async () => {
      await write({ 'built/a.yaml': 'image: bad\nimage: good\n' });
      expect((await run(scriptsOf(ci).scan)).status).not.toBe(0);
    });

    it('takes names and images of a change for text', async () => {
      const name = '$(touch pwned) `touch pwned`; touch pwned * "x" \'y\' -n';
      await write({
        [`fleet/chat/${name}/clusters/${name}/kustomization.yaml`]:
          'image: $(touch pwned)\nimage: --config=/etc/passwd\nimage: "*"\nimage: a;touch pwned\n',
      });
      const scripts = scriptsOf(ci);
      const built = await run(scripts.build);
      expect([built.status, built.stderr]).toEqual([0, '']);
      expect(built.calls).toEqual([
        `kustomize build|./fleet/chat/${name}/clusters/${name}|`,
      ]);
      const scanned = await run(scripts.scan);
      expect([scanned.status, scanned.stderr]).toEqual([0, '']);
      const images = scanned.calls.map(call => call.split('|').slice(-3, -1));
      expect(images.sort()).toEqual(
        [
          ['--', '$(touch pwned)'],
          ['--', '*'],
          ['--', '--config=/etc/passwd'],
          ['--', 'a;touch pwned'],
        ].sort(),
      );
      const names = await fs.readdir(path.join(folder, 'work'), {
        recursive: true,
      });
      expect(names.filter(entry => entry.endsWith('pwned'))).toEqual([]);
    });

    it('reads services at the top of the repository, too', async () => {
      await write({ 'chat/bot/clusters/eu/kustomization.yaml': 'image: a\n' });
      const { status, calls } = await run(scriptsOf(ci, { root: '' }).build);
      expect([status, calls]).toEqual([
        0,
        ['kustomize build|./chat/bot/clusters/eu|'],
      ]);
      expect(await fs.readdir(path.join(folder, 'work/built'))).toEqual([
        'chat_bot_clusters_eu.yaml',
      ]);
    });

    it('has its tools pinned by digest or commit, and no secret', () => {
      const text = JSON.stringify(pipelineOf(ci, {}));
      const used = text.match(/[\w./-]+:v?\d[\w.-]*(@sha256:[0-9a-f]{64})?/g);
      expect(used?.filter(image => image.includes('/')).length).toBe(3);
      for (const image of used?.filter(entry => entry.includes('/')) ?? []) {
        expect(image).toMatch(/@sha256:[0-9a-f]{64}$/);
      }
      expect(text).not.toMatch(/secrets\.|\$\{\{/);
    });
  },
);

it('names a branch and not a pattern of branches', () => {
  const { on } = pipelineOf('github', { branch: 'release/1+!' });
  expect(on.push.branches).toEqual(['release/1\\+\\!']);
});

// The hosts refuse a pipeline for one key that they do not know. What is
// written is held against the keys of their references: GitLab's CI/CD YAML
// syntax reference, and Tekton's tekton.dev/v1 Task.
describe('is what the host takes:', () => {
  const name = z.string().regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);

  it('jobs for GitLab, each after those whose files it reads', () => {
    const job = z.strictObject({
      image: z.strictObject({
        name: z.string(),
        entrypoint: z.array(z.string()).length(1),
      }),
      needs: z.array(z.string()),
      script: z.array(z.string().min(1)).min(1),
      artifacts: z
        .strictObject({
          paths: z.array(z.string()).min(1),
          expire_in: z.string().regex(/^\d+ (day|week)s?$/),
        })
        .optional(),
    });
    const jobs = z
      .record(z.string().regex(/^model-services:\w+$/), job)
      .parse(pipelineOf('gitlab', {}));
    const seen: string[] = [];
    for (const [key, { needs, script }] of Object.entries(jobs)) {
      expect(needs.filter(need => !seen.includes(need))).toEqual([]);
      const reads = script.join('\n').includes('built/');
      const makers = [key, ...needs].filter(each => jobs[each]?.artifacts);
      expect([key, reads && makers.length === 0]).toEqual([key, false]);
      seen.push(key);
    }
  });

  it('a Task for Tekton, with scripts that it leaves alone', () => {
    const { spec } = z
      .strictObject({
        apiVersion: z.literal('tekton.dev/v1'),
        kind: z.literal('Task'),
        metadata: z.strictObject({ name }),
        spec: z.strictObject({
          description: z.string(),
          workspaces: z
            .array(z.strictObject({ name, description: z.string() }))
            .length(1),
          steps: z
            .array(
              z.strictObject({
                name,
                image: z.string(),
                workingDir: z.literal('$(workspaces.source.path)'),
                script: z.string().startsWith('#!/bin/sh\n'),
              }),
            )
            .length(3),
        }),
      })
      .parse(pipelineOf('tekton', {}));
    expect(spec.workspaces[0]?.name).toBe('source');
    // Tekton fills these in before the shell sees them.
    for (const { script } of spec.steps) {
      expect(script).not.toMatch(
        /\$\((params|workspaces|results|steps|tasks|context|inputs|outputs)\b/,
      );
    }
  });
});
