import { startDemoFleet } from '@modelfleet/demo-fleet';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Admin } from '../kubernetes/Admin';
import { ask } from '../kubernetes/connection';
import { listSchema } from '../kubernetes/objects';
import type { ContractSide } from './side';

/** Pods are placed and started in a moment. */
const SPEED = 50;

/** Starts the simulated fleet and gives the contract's means on one of its clusters. */
export async function startDemoSide(): Promise<
  ContractSide & { stop(): Promise<void> }
> {
  const dataDirectory = await fs.mkdtemp(
    path.join(os.tmpdir(), 'contract-demo-'),
  );
  const fleet = await startDemoFleet({
    dataDirectory,
    speed: SPEED,
    history: false,
    bookmarkMs: 1_000,
  });
  const [cluster] = fleet.clusters;
  if (!cluster) throw new Error('The demo fleet has no cluster');
  const endpoint = { url: cluster.url };
  const admin = Admin.create(endpoint, cluster.token);
  const nodes = await admin.must({ path: '/api/v1/nodes' });
  const list = listSchema.parse(nodes.json());
  const control = async (method: string, target: string, body?: unknown) => {
    const { origin, pathname } = new URL(fleet.controlUrl);
    const answer = await ask(
      { url: origin },
      {
        method,
        path: `${pathname}/${target}`,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
    );
    if (answer.status !== 200) throw new Error(answer.text);
  };
  const compact = () => control('POST', 'compact', { cluster: cluster.name });
  return {
    name: 'simulated API server',
    endpoint,
    readerToken: cluster.token,
    readerName: 'system:serviceaccount:backstage:modelfleet',
    admin,
    nodeName: list.items[0]?.metadata.name ?? '',
    expireHistory: compact,
    async expiredVersion() {
      const { metadata } = listSchema.parse(
        (await admin.must({ path: '/api/v1/nodes?limit=1' })).json(),
      );
      await compact();
      return metadata.resourceVersion ?? '';
    },
    async whileOverloaded(work) {
      const faults = `faults/${cluster.name}`;
      await control('PUT', faults, { type: 'throttled' });
      try {
        await work();
      } finally {
        await control('DELETE', `${faults}/throttled`);
      }
    },
    async stop() {
      await fleet.stop();
      await fs.rm(dataDirectory, { recursive: true, force: true });
    },
  };
}
