import { JudgedClusters } from '../adapters/JudgedClusters';
import { DeliveryMemory } from '../fleet/DeliveryMemory';
import { Candidates } from './candidates';
import { StageMemory } from './stages/StageMemory';

/**
 * What views remember of earlier ones, so that only what changed since is
 * judged again. It never changes what a view says. One of these is for one
 * fleet, whoever looks.
 *
 * @public
 */
export class ViewMemory {
  /** @internal */
  readonly judged: JudgedClusters = JudgedClusters.create();
  /** @internal */
  readonly candidates: Candidates = Candidates.create(this.judged);
  /** @internal */
  readonly stages: StageMemory = StageMemory.create();
  /** @internal */
  readonly deliveries: DeliveryMemory = DeliveryMemory.create();

  static create(): ViewMemory {
    return new ViewMemory();
  }

  private constructor() {}
}
