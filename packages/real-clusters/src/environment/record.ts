import fs from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { cacheDirectory } from '../binaries/repository';
import { processRecordSchema } from '../processes/processes';

const credentialsSchema = z.object({
  adminToken: z.string(),
  controllerManagerToken: z.string(),
  schedulerToken: z.string(),
  kwokToken: z.string(),
  tokenFile: z.string(),
  serviceAccountKeyFile: z.string(),
  serviceAccountPublicKeyFile: z.string(),
});

const clusterRecordSchema = z.object({
  name: z.string(),
  url: z.string(),
  caFile: z.string(),
  directory: z.string(),
  kubeconfig: z.string(),
  credentials: credentialsSchema,
});

/** What another run needs to use an environment, or to stop it. */
export const environmentRecordSchema = z.object({
  directory: z.string(),
  etcdUrl: z.string(),
  clusters: z.array(clusterRecordSchema),
  processes: z.array(processRecordSchema),
  /** The configuration that was written for it, by which it can be told apart. */
  appConfig: z.string().optional(),
});

export type ClusterRecord = z.infer<typeof clusterRecordSchema>;
export type EnvironmentRecord = z.infer<typeof environmentRecordSchema>;

const recordsDirectory = path.join(cacheDirectory, 'running');

function recordFile(id: string): string {
  return path.join(recordsDirectory, `${id}.json`);
}

export async function saveRecord(
  id: string,
  record: EnvironmentRecord,
): Promise<void> {
  await fs.mkdir(recordsDirectory, { recursive: true });
  const unfinished = `${recordFile(id)}.unfinished`;
  await fs.writeFile(unfinished, JSON.stringify(record), { mode: 0o600 });
  await fs.rename(unfinished, recordFile(id));
}

export async function forgetRecord(id: string): Promise<void> {
  await fs.rm(recordFile(id), { force: true });
}

/** The environments that were started and not stopped, by id. */
export async function savedRecords(): Promise<Map<string, EnvironmentRecord>> {
  const names = await fs.readdir(recordsDirectory).catch(() => []);
  const records = new Map<string, EnvironmentRecord>();
  for (const name of names) {
    if (!name.endsWith('.json')) continue;
    const text = await fs.readFile(path.join(recordsDirectory, name), 'utf8');
    records.set(
      name.slice(0, -'.json'.length),
      environmentRecordSchema.parse(JSON.parse(text)),
    );
  }
  return records;
}
