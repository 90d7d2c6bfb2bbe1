import type { AssessedWorkload } from '../../adapters/registry';
import { Reads } from '../../adapters/reads';
import type { AssessmentContext } from '../../adapters/types';
import type { Delivery, Judgement, Stage, Workload } from '../../api/types';
import type { ClusterSnapshot } from '../../fleet/snapshot';
import { explainStages } from './explainStages';

/** A serving object of which the steps are to be told. */
export interface ExplainedWorkload {
  readonly cluster: ClusterSnapshot;
  readonly judgement: Judgement;
  readonly delivery: Delivery | undefined;
  readonly assessed: AssessedWorkload;
  readonly seen: AssessmentContext;
}

/** Tells why a row does not serve, step by step. */
export interface Explainer {
  explain(subject: ExplainedWorkload): readonly Stage[] | undefined;
}

interface Kept {
  readonly of: readonly unknown[];
  readonly reads: Reads;
  readonly stages: readonly Stage[] | undefined;
}

/**
 * Explanations that were made before, for as long as what they are about is
 * judged the same and all that was looked at for them is the same.
 */
export class StageMemory implements Explainer {
  readonly #kept = new WeakMap<Workload, Kept>();

  static create(): StageMemory {
    return new StageMemory();
  }

  private constructor() {}

  explain(subject: ExplainedWorkload): readonly Stage[] | undefined {
    const { judgement, assessed, seen } = subject;
    if (judgement.verdict === 'healthy') return undefined;
    const of = partsOf(subject);
    const known = this.#kept.get(assessed.workload);
    if (known && areSame(known.of, of) && known.reads.hold(seen)) {
      return known.stages;
    }
    const reads = Reads.create();
    const stages = explain({ ...subject, seen: reads.follow(seen) });
    this.#kept.set(assessed.workload, { of, reads, stages });
    return stages;
  }
}

/** The same, without remembering any. */
export function explain(
  subject: ExplainedWorkload,
): readonly Stage[] | undefined {
  const { cluster, judgement, delivery, assessed, seen } = subject;
  const { meta, workload } = assessed;
  return explainStages({
    judgement,
    cluster,
    delivery,
    found: { meta, workload, seen, pods: () => assessed.pods(seen) },
  });
}

/** All that it depends on besides what is looked up in the cluster. */
function partsOf({
  cluster: { cluster },
  judgement,
  delivery,
}: ExplainedWorkload): unknown[] {
  const { evidence } = judgement;
  return [
    cluster.title,
    cluster.state.status,
    judgement.verdict,
    judgement.reason,
    judgement.message,
    judgement.since,
    judgement.advice,
    ...evidence,
    ...(delivery ? partsOfDelivery(delivery) : []),
  ];
}

function partsOfDelivery({ cluster, ...delivery }: Delivery): unknown[] {
  const { status } = cluster.state;
  return [
    ...Object.values(delivery),
    cluster.title,
    // Its times are told of one that is away only.
    status === 'live' ? status : cluster.state,
  ];
}

function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}
