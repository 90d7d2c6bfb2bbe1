import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseExposition } from '@modelfleet/backstage-plugin-model-serving-common';
import { EXPOSED_PODS } from './exposedPods';

/** Why tests with a real Prometheus cannot run here; `undefined`: they can. */
export function whyNoPrometheus(): string | undefined {
  for (const program of ['prometheus', 'promtool']) {
    try {
      execFileSync(program, ['--version'], { stdio: 'ignore' });
    } catch {
      return `'${program}' is not on the PATH`;
    }
  }
  return undefined;
}

export interface RecordedTime {
  /** Seconds since 1970. */
  readonly start: number;
  readonly end: number;
  readonly interval: number;
}

export interface RealPrometheus {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts a Prometheus that has scraped all exposed pods for a time, in two
 * clusters of the same pods. In `renamed`, the scrapes had no `honorLabels`:
 * labels of the exporters' own are `exported_…`.
 */
export async function startPrometheus(
  time: RecordedTime,
): Promise<RealPrometheus> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'modelfleet-prom-'));
  const samples = path.join(folder, 'samples.txt');
  await fs.writeFile(samples, openMetrics(time));
  const data = path.join(folder, 'data');
  execFileSync(
    'promtool',
    ['tsdb', 'create-blocks-from', 'openmetrics', samples, data],
    { stdio: 'ignore' },
  );
  const config = path.join(folder, 'prometheus.yml');
  await fs.writeFile(config, 'scrape_configs: []\n');
  const port = await freePort();
  const child = spawn(
    'prometheus',
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise<void>(resolve => {
    child.once('exit', () => resolve());
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
    await fs.rm(folder, { recursive: true, force: true });
  };
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const ready = await fetch(`${url}/-/ready`).catch(() => undefined);
    if (ready?.ok) return { url, stop };
    await sleep(100);
  }
  await stop();
  throw new Error('Prometheus did not become ready within 20 s');
}

/** All samples by metric, as backfilling wants them. */
function openMetrics({ start, end, interval }: RecordedTime): string {
  const byMetric = new Map<string, string[]>();
  for (let at = start; at <= end; at += interval) {
    for (const { namespace, pod, text } of EXPOSED_PODS) {
      for (const { name, labels, value } of parseExposition(text(at - start))) {
        const lines = byMetric.get(name) ?? [];
        byMetric.set(name, lines);
        const target = { namespace, pod };
        const series = [
          // As with honorLabels: the target's labels give way.
          { cluster: 'honoured', ...target, ...labels },
          { cluster: 'renamed', ...renamed(labels), ...target },
        ];
        for (const one of series) {
          lines.push(`${name}${written(one)} ${value} ${at}`);
        }
      }
    }
  }
  const all = [...byMetric].flatMap(([name, lines]) => [
    `# TYPE ${name} unknown`,
    ...lines,
  ]);
  return `${all.join('\n')}\n# EOF\n`;
}

function renamed(labels: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(labels).map(([label, value]) =>
      label === 'pod' || label === 'namespace'
        ? [`exported_${label}`, value]
        : [label, value],
    ),
  );
}

function written(labels: Readonly<Record<string, string>>): string {
  const inside = Object.entries(labels).map(
    ([label, value]) =>
      `${label}="${value
        .replace(/\\/g, '\\\\')
        .replace(/"/g, '\\"')
        .replace(/\n/g, '\\n')}"`,
  );
  return `{${inside.join(',')}}`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise(resolve => {
    server.close(resolve);
  });
  if (typeof address !== 'object' || !address) {
    throw new Error('No free port was found');
  }
  return address.port;
}
