import {
  normalizedRolloutsFilter,
  rolloutsSteps,
} from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  FleetSnapshot,
  RolloutsQuestion,
  ViewRequest,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { Bodies, type Body } from './Bodies';
import type { ViewedEntities } from './EntityReader';

/** As openapi.yaml has it. */
const DEFAULT_LIMIT = 200;
/** Those of a few who look for something; each is a few MB at most. */
const KEPT_ASKED = 20;

/**
 * Rollouts as they are sent. What every card asks first is kept with the
 * answers of other cards. Whatever else is asked has a small store of its own:
 * however odd the questions of one are, the others' answers stay.
 */
export class RolloutBodies {
  readonly #usual: Bodies;
  readonly #asked: Bodies;

  static create(options: {
    /** Shared with other cards. */
    readonly bodies: Bodies;
    readonly toldAt: () => number;
  }): RolloutBodies {
    return new RolloutBodies(
      options.bodies,
      Bodies.create({ toldAt: options.toldAt, capacity: KEPT_ASKED }),
    );
  }

  private constructor(usual: Bodies, asked: Bodies) {
    this.#usual = usual;
    this.#asked = asked;
  }

  /** @param question - as it was validated. */
  of(
    { limit = DEFAULT_LIMIT, ...asked }: RolloutsQuestion,
    fleet: FleetSnapshot,
    about: ViewedEntities,
    known: Omit<ViewRequest, 'fleet' | keyof ViewedEntities>,
  ): Promise<Body> {
    const filter = normalizedRolloutsFilter(asked);
    const isUsual = limit === DEFAULT_LIMIT && Object.keys(filter).length === 0;
    const name = isUsual
      ? 'rollouts'
      : `rollouts ${JSON.stringify([limit, filter.verdict, filter.text])}`;
    const bodies = isUsual ? this.#usual : this.#asked;
    return bodies.of(name, fleet, about, () =>
      rolloutsSteps({ ...known, ...about, fleet, filter, limit }),
    );
  }
}
