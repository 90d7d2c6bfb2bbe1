import {
  findKindSchema,
  OwnSchemas,
  renderPlatform,
  renderService,
  resolveOverlay,
  type GitOpsRepository,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  compareSchemas,
  serviceCombinations,
  wholePlatform,
  withEveryPair,
  type ServiceCombination,
} from '@modelfleet/backstage-plugin-model-serving-common/testUtils';
import assert from 'node:assert/strict';
import { parseAllDocuments } from 'yaml';
import type { Cluster } from '../environment/Cluster';
import { CUSTOM_RESOURCES } from '../environment/customResources';
import { definitionOf, installDefinition } from '../environment/definitions';
import {
  collectionPath,
  kubernetesObjectSchema,
  type KubernetesObject,
} from '../kubernetes/objects';
import type { ProductCase } from './case';

/** Kinds whose whole schema is too heavy to have in every cluster. */
const HEAVY = [
  'InferenceService',
  'HTTPRoute',
  'Application',
  'ApplicationSet',
];

/** Of the Kubernetes whose fields our own schemas have. */
const OWN_SCHEMAS_MINOR = '36';

const RUNTIMES = ['kserve', 'deployment'] as const;

/** What is rendered for every cluster, with the choices that it was made by. */
export function renderedObjects(
  combinations: readonly ServiceCombination[],
): Map<string, KubernetesObject> {
  const objects = new Map<string, KubernetesObject>();
  const seen = new Set<string>();
  for (const { name, request } of combinations) {
    const { files } = renderService(request);
    for (const { cluster } of request.placements) {
      const { manifests, errors } = resolveOverlay(files, cluster);
      assert.deepEqual(errors, [], name);
      for (const { object } of manifests) {
        const text = JSON.stringify(object);
        // Many combinations differ in one object alone.
        if (seen.has(text)) continue;
        seen.add(text);
        const parsed = kubernetesObjectSchema.parse(object);
        objects.set(`${parsed.kind} of ${name} in ${cluster}`, parsed);
      }
    }
  }
  return objects;
}

/** What the cluster says to each object, of those that it does not take. */
export async function refusals(
  { admin }: Cluster,
  objects: ReadonlyMap<string, KubernetesObject>,
): Promise<string[]> {
  const refused: string[] = [];
  for (const [name, object] of objects) {
    const answer = await admin.call({
      method: 'POST',
      path: `${collectionPath(object)}?dryRun=All&fieldValidation=Strict`,
      body: JSON.stringify(object),
    });
    // A namespace may be there already, and is then valid.
    if (answer.status !== 201 && answer.status !== 409) {
      refused.push(`${name}: ${answer.status} ${answer.text}`);
    }
  }
  return refused;
}

async function installWhole(
  { admin }: Cluster,
  folder: string | undefined,
): Promise<void> {
  for (const resource of CUSTOM_RESOURCES) {
    if (!HEAVY.includes(resource.kind)) continue;
    await installDefinition(
      admin,
      await definitionOf(resource, { folder, full: true }),
    );
  }
}

/** The kinds of objects, each once. */
function kindsOf(objects: ReadonlyMap<string, KubernetesObject>): string[] {
  return [...new Set([...objects.values()].map(({ kind }) => kind))].sort();
}

function serviceCase(
  runtime: (typeof RUNTIMES)[number],
  folder: string | undefined,
): ProductCase {
  return {
    name: `manifests: what the wizard renders with the runtime ${runtime}, every pair of choices in every cluster, passes strict validation${
      folder ? " by the projects' own schemas" : ''
    }`,
    async run({ edge }) {
      const objects = renderedObjects(
        withEveryPair(
          serviceCombinations().filter(
            ({ request }) => request.runtime === runtime,
          ),
        ),
      );
      for (const kind of ['HorizontalPodAutoscaler', 'HTTPRoute', 'Ingress']) {
        assert.ok(kindsOf(objects).includes(kind), `${kind} is not rendered`);
      }
      assert.deepEqual(await refusals(edge, objects), []);
      // The proof that something was checked.
      const [first] = objects.values();
      assert.ok(first);
      const wrong = { ...first, spec: { ...Object(first.spec), selecter: {} } };
      if (folder || runtime === 'deployment') {
        const refused = await refusals(edge, new Map([['wrong', wrong]]));
        assert.match(refused.join(), /selecter/);
      }
    },
  };
}

/** The repository as a platform team configures it. */
function repository(delivery: GitOpsRepository['delivery']): GitOpsRepository {
  return {
    id: 'fleet',
    url: 'https://git.example.com/platform/fleet.git',
    branch: 'main',
    root: 'fleet',
    delivery,
    directPush: false,
    clusters: ['cloud-eu', 'edge-plant'],
    tenants: [
      {
        name: 'chat',
        owner: 'group:default/chat-team',
        namespaces: ['chat'],
        clusters: ['cloud-eu', 'edge-plant'],
      },
    ],
    platform: wholePlatform,
  };
}

function objectsOf(files: ReadonlyMap<string, string>) {
  const objects = new Map<string, KubernetesObject>();
  for (const [file, text] of files) {
    if (!file.endsWith('.yaml')) continue;
    for (const document of parseAllDocuments(text)) {
      const parsed = kubernetesObjectSchema.safeParse(document.toJS());
      if (parsed.success) {
        objects.set(`${parsed.data.kind} in ${file}`, parsed.data);
      }
    }
  }
  return objects;
}

function platformCase(
  delivery: GitOpsRepository['delivery'],
  kinds: readonly string[],
): ProductCase {
  return {
    name: `manifests: what the bootstrap writes for ${delivery} passes strict validation`,
    async run({ edge }) {
      const objects = objectsOf(renderPlatform(repository(delivery)).files);
      for (const kind of kinds) {
        assert.ok(kindsOf(objects).includes(kind), `${kind} is not rendered`);
      }
      for (const { metadata } of objects.values()) {
        if (!metadata.namespace) continue;
        await edge.admin.apply({
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: metadata.namespace },
        });
      }
      assert.deepEqual(await refusals(edge, objects), []);
    },
  };
}

/** Our own schemas beside what a real API server serves of built-in kinds. */
const ownSchemaCase: ProductCase = {
  name: 'manifests: our own schemas of built-in kinds have the fields that the API server serves',
  async run({ edge }) {
    const own = OwnSchemas.create();
    const differences: string[] = [];
    let compared = 0;
    for (const kind of own.all()) {
      const { group, version } = kind;
      // Those of other projects have what their definitions here say.
      if (group.includes('.') && !group.endsWith('.k8s.io')) continue;
      const answer = await edge.admin.call({
        method: 'GET',
        path: `/openapi/v3/${group ? `apis/${group}` : 'api'}/${version}`,
      });
      if (answer.status !== 200) continue;
      const ours = own.find(kind)?.schema;
      const served = findKindSchema(JSON.parse(answer.text), kind);
      if (!ours || !served || group === 'gateway.networking.k8s.io') continue;
      compared += 1;
      differences.push(
        ...compareSchemas(ours, served).map(line => `${kind.kind}: ${line}`),
      );
    }
    assert.ok(compared >= 12, `only ${compared} kinds were compared`);
    // A server that is older has not all fields yet, a newer one has more.
    assert.deepEqual(
      differences.filter(line => !line.endsWith('no such field')),
      [],
    );
    const [, minor = ''] =
      /"minor": *"(\d+)/.exec(
        (await edge.admin.call({ method: 'GET', path: '/version' })).text,
      ) ?? [];
    if (minor === OWN_SCHEMAS_MINOR) assert.deepEqual(differences, []);
  },
};

/** That what is written to Git is what a real cluster takes. */
export function manifestCases(folder: string | undefined): ProductCase[] {
  let installed: Promise<void> | undefined;
  const cases = [
    ...RUNTIMES.map(runtime => serviceCase(runtime, folder)),
    ownSchemaCase,
    platformCase('argocd', ['AppProject', 'ApplicationSet']),
    platformCase('flux', ['Kustomization']),
  ];
  return cases.map(({ name, run }) => ({
    name,
    async run(context) {
      installed ??= installWhole(context.edge, folder);
      await installed;
      await run(context);
    },
  }));
}
