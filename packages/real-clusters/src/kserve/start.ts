import fs from 'node:fs/promises';
import path from 'node:path';
import type { ControllerOptions } from '../controllers/types';
import { certificateFile, certificateKeyFile } from '../environment/apiServer';
import type { Cluster } from '../environment/Cluster';
import { ask } from '../kubernetes/connection';
import { freePorts } from '../processes/ports';
import { startProcess, waitUntilReady } from '../processes/processes';
import { kserveObjects, kserveWebhooks, KSERVE_NAMESPACE } from './objects';

const READY_WITHIN_MS = 60_000;

/**
 * Starts KServe's manager in a cluster, in Standard mode, with its webhooks.
 * They show the API server's own certificate, which is for the same address.
 */
export async function startKserve(
  cluster: Cluster,
  options: ControllerOptions<'kserve-manager'>,
): Promise<void> {
  for (const object of kserveObjects()) await cluster.admin.apply(object);
  const [webhookPort = 0, probePort = 0] = await freePorts(2);
  const temporary = path.join(options.directory, cluster.name);
  await copyCertificate(cluster, temporary);
  const manager = await startProcess({
    name: `${cluster.name}/kserve-manager`,
    command: options.commands['kserve-manager'],
    args: [
      `--webhook-port=${webhookPort}`,
      `--health-probe-addr=127.0.0.1:${probePort}`,
      '--metrics-addr=0',
    ],
    env: {
      KUBECONFIG: cluster.record.kubeconfig,
      POD_NAMESPACE: KSERVE_NAMESPACE,
      // It has no option for where its certificate is, but this.
      TMPDIR: temporary,
    },
    logFile: path.join(options.directory, 'logs', `${cluster.name}.log`),
  });
  options.started(manager);
  await waitUntilReady(
    manager,
    async signal => {
      const url = `http://127.0.0.1:${probePort}`;
      const answer = await ask({ url }, { path: '/readyz', signal });
      return answer.status === 200;
    },
    { withinMs: READY_WITHIN_MS },
  );
  const certificate = await fs.readFile(cluster.record.caFile, 'utf8');
  const url = `https://127.0.0.1:${webhookPort}`;
  for (const object of kserveWebhooks(url, certificate)) {
    await cluster.admin.apply(object);
  }
}

/** Puts the certificate where controller-runtime looks for it by default. */
async function copyCertificate(
  { record }: Cluster,
  temporary: string,
): Promise<void> {
  const folder = path.join(temporary, 'k8s-webhook-server', 'serving-certs');
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  await fs.copyFile(
    certificateFile(record.directory),
    path.join(folder, 'tls.crt'),
  );
  await fs.copyFile(
    certificateKeyFile(record.directory),
    path.join(folder, 'tls.key'),
  );
}
