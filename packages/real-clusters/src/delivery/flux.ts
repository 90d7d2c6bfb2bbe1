import fs from 'node:fs/promises';
import path from 'node:path';
import { packageRoot, repositoryRoot } from '../binaries/repository';
import type { ControllerOptions } from '../controllers/types';
import type { Cluster } from '../environment/Cluster';
import { ask } from '../kubernetes/connection';
import { freePorts } from '../processes/ports';
import { startProcess, waitUntilReady } from '../processes/processes';

const READY_WITHIN_MS = 60_000;
const NAMESPACE = 'flux-system';

/** Starts Flux in clusters: its kustomize-controller, and what stands in for its sources. */
export async function startFlux(
  clusters: readonly Cluster[],
  options: ControllerOptions<'kustomize-controller'>,
): Promise<void> {
  const [sourcePort = 0, ...healthPorts] = await freePorts(1 + clusters.length);
  await startSource(clusters, sourcePort, options);
  await Promise.all(
    clusters.map((cluster, index) =>
      startKustomizeController(cluster, healthPorts[index] ?? 0, options),
    ),
  );
}

async function startSource(
  clusters: readonly Cluster[],
  port: number,
  { directory, started }: ControllerOptions<never>,
): Promise<void> {
  await fs.mkdir(directory, { recursive: true });
  const file = path.join(directory, 'source.json');
  await fs.writeFile(
    file,
    JSON.stringify({
      port,
      directory: path.join(directory, 'archives'),
      clusters: clusters.map(({ record }) => ({
        url: record.url,
        caFile: record.caFile,
        token: record.credentials.adminToken,
      })),
    }),
    { mode: 0o600 },
  );
  started(
    await startProcess({
      name: 'flux/source',
      command: process.execPath,
      args: [
        '--require',
        path.join(
          repositoryRoot,
          'node_modules/@backstage/cli/config/nodeTransform.cjs',
        ),
        path.join(packageRoot, 'src/delivery/fluxSourceProcess.ts'),
        file,
      ],
      env: { NODE_TEST_CONTEXT: undefined },
      logFile: path.join(directory, 'logs', 'source.log'),
    }),
  );
}

async function startKustomizeController(
  cluster: Cluster,
  healthPort: number,
  options: ControllerOptions<'kustomize-controller'>,
): Promise<void> {
  await cluster.admin.apply({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: NAMESPACE },
  });
  const controller = await startProcess({
    name: `${cluster.name}/kustomize-controller`,
    command: options.commands['kustomize-controller'],
    args: [
      '--metrics-addr=0',
      `--health-addr=127.0.0.1:${healthPort}`,
      '--no-remote-bases',
    ],
    env: {
      KUBECONFIG: cluster.record.kubeconfig,
      RUNTIME_NAMESPACE: NAMESPACE,
    },
    logFile: path.join(
      options.directory,
      'logs',
      `${cluster.name}-kustomize-controller.log`,
    ),
  });
  options.started(controller);
  await waitUntilReady(
    controller,
    async signal => {
      const url = `http://127.0.0.1:${healthPort}`;
      const answer = await ask({ url }, { path: '/readyz', signal });
      return answer.status === 200;
    },
    { withinMs: READY_WITHIN_MS },
  );
}
