import type { PodRecord } from '../../observed/pod';
import type { RecordMeta } from '../../observed/resource';
import type { AssessmentContext } from '../../adapters/types';
import type { Delivery, Judgement, Workload } from '../../api/types';
import type { ClusterSnapshot } from '../../fleet/snapshot';

/** What is known of a row, for its explanation. */
export interface StageSubject {
  /** `undefined` for one that the viewer has not got. */
  readonly cluster: ClusterSnapshot | undefined;
  /** The row's own, which the explanation agrees with. */
  readonly judgement: Judgement;
  readonly delivery: Delivery | undefined;
  readonly found: FoundWorkload | undefined;
}

/** The serving object of a row, with its pods. */
export interface FoundWorkload {
  readonly meta: RecordMeta;
  readonly workload: Workload;
  readonly seen: AssessmentContext;
  pods(): readonly PodRecord[];
}
