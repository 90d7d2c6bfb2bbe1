// A real Backstage backend with both opponents, in a process of its own.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createBackend } from '@backstage/backend-defaults';
import type { PortalRequest, PortalSample } from './messages';

const RESOLUTION_MS = 5;
const NANOSECONDS = 1e6;

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
let cpuBefore = process.cpuUsage();
let wallBefore = performance.now();

/** The timer's own interval is part of what the histogram counts. */
function milliseconds(nanoseconds: number): number {
  return Math.max(0, nanoseconds / NANOSECONDS - RESOLUTION_MS);
}

function sample(): PortalSample {
  const cpu = process.cpuUsage(cpuBefore);
  const now = performance.now();
  const memory = process.memoryUsage();
  const taken: PortalSample = {
    cpuMs: (cpu.user + cpu.system) / 1000,
    wallMs: now - wallBefore,
    heapBytes: memory.heapUsed,
    externalBytes: memory.external,
    residentBytes: memory.rss,
    eventLoopP50Ms: milliseconds(delay.percentile(50)),
    eventLoopP99Ms: milliseconds(delay.percentile(99)),
    eventLoopMaxMs: milliseconds(delay.max),
  };
  cpuBefore = process.cpuUsage();
  wallBefore = performance.now();
  delay.reset();
  return taken;
}

process.on('message', (message: { id: number; request: PortalRequest }) => {
  if (message.request.ask === 'sampleLive') globalThis.gc?.();
  process.send?.({ id: message.id, answer: sample() });
});
process.on('disconnect', () => process.exit(0));

const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@modelfleet/backstage-plugin-model-serving-backend'));
backend.add(
  import(
    '@modelfleet/backstage-plugin-kubernetes-backend-module-model-serving'
  ),
);
backend.add(
  import('@modelfleet/backstage-plugin-catalog-backend-module-model'),
);
backend.start().then(
  () => {
    delay.enable();
    process.send?.({ id: 0, answer: {} });
  },
  error => {
    console.error(error);
    process.exit(1);
  },
);
