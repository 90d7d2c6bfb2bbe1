// The simulated fleet, in a process of its own.
import { answerRequest, type RequestCounts } from './apiServer';
import { commonObjects, SHARED_SERVICES } from './contents';
import { createCertificate, listenApi, listenDead } from './listen';
import type {
  FleetAnswer,
  FleetOptions,
  FleetReady,
  FleetRequest,
} from './messages';
import { StaticCluster, storeObjects } from './StaticCluster';

const TICK_MS = 10;

const counts: RequestCounts = {
  list: 0,
  watch: 0,
  heartbeat: 0,
  discovery: 0,
};
const clusters: StaticCluster[] = [];
let changes = 0;
let ticking: NodeJS.Timeout | undefined;

async function start(options: FleetOptions): Promise<FleetReady> {
  const certificate = options.tls ? createCertificate() : undefined;
  const common = storeObjects(commonObjects());
  const urls: string[] = [];
  for (let index = 0; index < options.clusters; index++) {
    if (index >= options.clusters - options.dead) {
      urls.push(await listenDead(options.tls));
      continue;
    }
    const cluster = StaticCluster.create(index, common);
    clusters.push(cluster);
    urls.push(
      await listenApi(
        (request, response) =>
          answerRequest(cluster, counts, request, response),
        certificate,
      ),
    );
  }
  return { urls, ...(certificate && { certificate: certificate.cert }) };
}

/** Spreads changes over clusters and services, at a steady rate. */
function change(perSecond: number): void {
  clearInterval(ticking);
  if (perSecond === 0) return;
  const startedAt = performance.now();
  let done = 0;
  ticking = setInterval(() => {
    const due = Math.floor(
      ((performance.now() - startedAt) / 1000) * perSecond,
    );
    for (; done < due; done++) {
      const cluster = clusters[changes % clusters.length];
      const service =
        SHARED_SERVICES[
          Math.floor(changes / clusters.length) % SHARED_SERVICES.length
        ];
      changes += 1;
      if (cluster && service) cluster.restart(service, changes);
    }
  }, TICK_MS);
}

function answer(request: FleetRequest): FleetAnswer {
  if (request.ask === 'changes') change(request.perSecond);
  if (request.ask === 'mark') {
    const cluster = clusters[request.cluster];
    cluster?.mark(cluster.group, request.url);
  }
  return { counts, changes, at: Date.now() };
}

process.on('message', (message: { id: number; request: FleetRequest }) => {
  process.send?.({ id: message.id, answer: answer(message.request) });
});
process.on('disconnect', () => process.exit(0));
start(JSON.parse(process.argv[2] ?? '{}')).then(
  ready => process.send?.({ id: 0, answer: ready }),
  error => {
    console.error(error);
    process.exit(1);
  },
);
