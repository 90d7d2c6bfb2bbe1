import { setTimeout as sleep } from 'node:timers/promises';
import { VIEWED_SERVICE } from '../fleet/contents';
import { row, type Row, type Target } from '../results/rows';
import {
  kubernetesCard,
  kubernetesQuery,
  otherCards,
  REFRESH_SECONDS,
  rolloutCard,
  type Card,
} from './cards';
import { lookAt, type Looked } from './lookAt';
import { cardIsWhole } from './rollouts';
import type { World } from './World';

const CARD: Target = { atMost: 20 };
const WIRE: Target = { atMost: 50 };
const LOOP: Target = { atMost: 50 };
const AGAINST_AT = 100;
const IDLE_MS = 10_000;
/** Longer than what the plugin believes of a person. */
const REST_MS = 5_500;
const WARM_UP = 60;
const KILO = 1000;
const MEGA = 1e6;

export interface SideBySideOptions {
  readonly clusters: number;
  readonly dead: number;
  readonly quick: boolean;
  /** How long the Kubernetes plugin is waited for when clusters are dead. */
  readonly patienceMs: number;
}

/** The same fleet and the same portal, looked at through both plugins. */
export async function sideBySide(
  world: World,
  options: SideBySideOptions,
): Promise<Row[]> {
  const { clusters, dead, quick } = options;
  const at = `${clusters} clusters${dead ? `, ${dead} dead` : ''}: `;
  await world.hasEntity('component', VIEWED_SERVICE.name);
  const completeMs = await world.complete();
  await world.hasEntity('component', 'group-0');
  await cardIsWhole(world.viewer, clusters - dead);
  await world.portal.ask({ ask: 'sampleLive' });
  await sleep(IDLE_MS);
  const idle = await world.portal.ask({ ask: 'sampleLive' });
  const views = quick ? 40 : 200;
  // As in a portal that was used before: the first views compile what all use.
  const look = (card: Card) => lookAt(world, card, { views, warmUp: WARM_UP });
  const ours = await look(rolloutCard);
  const first = await lookAt(world, rolloutCard, {
    views: quick ? 8 : 30,
    restMs: REST_MS,
  });
  const others: Row[] = [];
  for (const card of otherCards) {
    const { p50Ms, p95Ms, bytes } = await look(card);
    others.push(
      row(`${at}${card.name}, p95`, p95Ms, 'ms', {
        target: CARD,
        note: `p50 ${p50Ms.toFixed(1)} ms`,
      }),
      row(`${at}${card.name}, on the wire`, bytes / KILO, 'kB', {
        target: WIRE,
      }),
    );
  }
  const peer = await lookAtPeer(world, kubernetesCard, options);
  const lighter = await lookAtPeer(world, kubernetesQuery, options);
  const against: Target =
    clusters >= AGAINST_AT ? { ...CARD, timesLess: 100 } : CARD;
  const perMinute = (looked: Looked) => (looked.lists * 60) / REFRESH_SECONDS;
  const late = peer.unanswered
    ? `${peer.unanswered} of ${
        peer.views
      } views of the peer had no answer within ${options.patienceMs / KILO} s`
    : `${ours.views} views against ${peer.views}`;
  return [
    row(`${at}card, p50`, ours.p50Ms, 'ms', { peer: peer.p50Ms, note: late }),
    row(`${at}card, p95`, ours.p95Ms, 'ms', {
      peer: peer.p95Ms,
      target: against,
    }),
    row(`${at}card, first look of a person, p50`, first.p50Ms, 'ms', {
      peer: peer.p50Ms,
      note: `${first.views} views`,
    }),
    row(`${at}card, first look of a person, p95`, first.p95Ms, 'ms', {
      peer: peer.p95Ms,
      target: against,
    }),
    row(`${at}card against the lighter query, p50`, ours.p50Ms, 'ms', {
      peer: lighter.p50Ms,
    }),
    row(`${at}card against the lighter query, p95`, ours.p95Ms, 'ms', {
      peer: lighter.p95Ms,
    }),
    row(`${at}card, on the wire`, ours.bytes / KILO, 'kB', {
      ...(peer.unanswered < peer.views && { peer: peer.bytes / KILO }),
      target: WIRE,
    }),
    row(
      `${at}API-server requests per viewer-minute`,
      perMinute(ours),
      'requests',
      { peer: perMinute(peer), target: { atMost: 0 } },
    ),
    row(`${at}CPU of the portal a view`, ours.cpuMs, 'ms', {
      peer: peer.cpuMs,
    }),
    row(`${at}event loop while viewed, p99`, ours.sample.eventLoopP99Ms, 'ms', {
      peer: peer.sample.eventLoopP99Ms,
      target: LOOP,
    }),
    row(
      `${at}event loop while viewed, longest`,
      ours.sample.eventLoopMaxMs,
      'ms',
      { peer: peer.sample.eventLoopMaxMs },
    ),
    ...others,
    row(`${at}start of the portal to complete state`, completeMs, 'ms'),
    row(`${at}CPU without a viewer`, (idle.cpuMs / idle.wallMs) * 100, '%'),
    row(`${at}memory of the portal, live heap`, idle.heapBytes / MEGA, 'MB'),
    row(`${at}memory of the portal, resident`, idle.residentBytes / MEGA, 'MB'),
  ];
}

/** The views are few: at a hundred clusters each takes about a second. */
async function lookAtPeer(
  world: World,
  card: Card,
  { clusters, dead, quick, patienceMs }: SideBySideOptions,
): Promise<Looked> {
  if (dead > 0) return lookAt(world, card, { views: 2, timeoutMs: patienceMs });
  const views = Math.max(
    quick ? 5 : 10,
    Math.min(40, Math.floor(400 / clusters)),
  );
  const warmUp = Math.max(3, Math.floor(WARM_UP / clusters));
  return lookAt(world, card, { views, warmUp });
}
