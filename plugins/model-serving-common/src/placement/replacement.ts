import type { ClusterSummary } from '../api';
import type { ClusterSnapshot } from '../fleet';
import type { Replacement, ServiceChoices, ServiceRuntime } from '../gitops';
import { amountText } from '../quota/amountText';
import { askOfPlacement } from '../quota/ask';
import { namespaceRoom } from '../quota/namespaceRoom';
import type { NamespaceLimit } from '../quota/types';
import type { Placement } from '../rendering';
import { describeState, suitableGpus, surelyReplicas } from './room';
import { count, sentence } from './words';

/** How a new version would take over in one cluster. @public */
export interface ReplacementView {
  readonly value: Replacement;
  /** The new version would find no GPUs beside the old one. */
  readonly waits: boolean;
  /** Sentences for a person, with the figures. */
  readonly message: string;
}

/** What is known of the place where a new version would take over. @public */
export interface ReplacementFacts {
  /** `undefined` when nothing is known of it. */
  readonly cluster: ClusterSummary | undefined;
  /** For the limits of the namespace; `undefined` when it was never seen. */
  readonly snapshot: ClusterSnapshot | undefined;
  readonly namespace: string;
  readonly placement: Placement;
  readonly runtime: ServiceRuntime;
  /** Replicas of this very service that run there already; default: none. */
  readonly running?: number | undefined;
}

/** Whether one more replica has room, and the clause that says so. */
interface Beside {
  readonly room: 'yes' | 'no' | 'unknown';
  readonly words: string;
}

/**
 * How a new version takes over in one cluster: as somebody chose, or as the
 * GPUs and the quota that are left when the placement runs come to. Where that
 * is not known the old version goes on serving.
 *
 * @remarks
 *
 * Without room for one more replica a new version that starts first waits for
 * as long as there is none, and the service is never changed. What an
 * autoscaler may start beyond `replicas` is not counted: while it does, an
 * update waits until it stops some.
 *
 * @public
 */
export function replacementIn(
  choice: ServiceChoices['replacement'],
  facts: ReplacementFacts,
): ReplacementView {
  const { room, words } = beside(facts);
  const free: Replacement = room === 'no' ? 'stopFirst' : 'startFirst';
  const value = choice === 'byRoom' ? free : choice;
  const waits = value === 'startFirst' && room === 'no';
  if (value === 'stopFirst') {
    const why =
      choice === 'byRoom' ? `, since ${words}` : ', which needs no GPUs more';
    return {
      value,
      waits,
      message: `${sentence(
        `an update stops the old replica first${why}`,
      )} ${gap(facts.placement.replicas)}`,
    };
  }
  return {
    value,
    waits,
    message: waits
      ? `${sentence(
          `an update would wait, since ${words}`,
        )} Until there is room the old version goes on serving. To update now, stop the old replica first.`
      : sentence(`an update starts the new replica first: ${words}`),
  };
}

/** What is missed while a replica is away. */
function gap(replicas: number): string {
  return replicas === 1
    ? 'With one replica nobody is answered from then until the new version has loaded the model.'
    : `Until the new one has loaded the model, ${count(
        replicas - 1,
        'replica',
      )} of ${replicas} ${replicas === 2 ? 'answers' : 'answer'}.`;
}

function beside(facts: ReplacementFacts): Beside {
  const gpus = besideOnGpus(facts);
  const limit = besideInNamespace(facts);
  return limit && gpus.room !== 'no' ? limit : gpus;
}

function besideOnGpus(facts: ReplacementFacts): Beside {
  const { cluster, placement, running = 0 } = facts;
  if (!cluster?.gpus || cluster.state.status !== 'live') {
    const why = cluster ? describeState(cluster.state) : '';
    return {
      room: 'unknown',
      words: `how many GPUs are free is not known${why}, and the old version goes on serving until the new one does`,
    };
  }
  const { gpusPerReplica, product, replicas } = placement;
  const suitable = suitableGpus(cluster, placement);
  const [free, capacity] = [
    suitable.reduce((total, gpu) => total + gpu.free, 0),
    suitable.reduce((total, gpu) => total + gpu.capacity, 0),
  ];
  const starting = Math.max(0, replicas - running);
  const needed = (starting + 1) * gpusPerReplica;
  const machines =
    gpusPerReplica > 1
      ? `, at most ${Math.max(
          0,
          ...suitable.map(gpu => gpu.largestFreeBlock),
        )} on one machine,`
      : '';
  const needs =
    starting === 0
      ? `a replica beside ${replicas === 1 ? 'it' : 'them'} needs ${needed}`
      : `${count(starting, 'replica')} and one beside ${
          starting === 1 ? 'it' : 'them'
        } need ${needed}`;
  return {
    room: surelyReplicas(suitable, gpusPerReplica) > starting ? 'yes' : 'no',
    words: `${free} of ${capacity} ${product ?? 'GPUs'} ${
      free === 1 ? 'is' : 'are'
    } free${machines} and ${needs}`,
  };
}

/** The limit of the namespace that leaves no room for one more, if any. */
function besideInNamespace(facts: ReplacementFacts): Beside | undefined {
  const { snapshot, namespace, placement, runtime, running } = facts;
  const { replicas } = placement;
  const { maxReplicas: _, ...one } = placement;
  const { limits } = namespaceRoom(
    snapshot,
    namespace,
    askOfPlacement({ ...one, replicas: replicas + 1 }, runtime, 'stopFirst'),
    running,
  );
  const short = limits.find(
    ({ verdict, source }) =>
      source.kind !== 'LimitRange' &&
      (verdict === 'waits' || verdict === 'never'),
  );
  return short && { room: 'no', words: wordsOf(short, replicas) };
}

function wordsOf(
  { source, resource, hard, left, wanted, words }: NamespaceLimit,
  replicas: number,
): string {
  if (source.kind !== 'ResourceQuota' || hard === undefined) {
    return words;
  }
  const text = (amount: number) => amountText(resource, amount);
  return `the quota '${source.name}' ${
    left === undefined
      ? `allows ${text(hard)}`
      : `has ${text(left)} of ${text(hard)}`
  } ${resource}${
    left === undefined ? '' : ' left'
  }, and ${replicas} and one beside ${
    replicas === 1 ? 'it' : 'them'
  } need ${text(wanted)} in all`;
}
