import {
  askOfPlacement,
  namespaceRoom,
  replacementIn,
  toPlacement,
  type ClusterSnapshot,
  type FleetSnapshot,
  type RoomInput,
  type RoomsRequest,
  type RoomsView,
  type RoomView,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { changePlan } from '../service/changePlan';
import type { Fleet } from '../service';
import type { FleetReader } from '../state';
import type { PreviewCall } from './ChangePreviewer';
import { isRefusal } from './isRefusal';

interface Options {
  readonly fleet: Pick<Fleet, 'checkChange' | 'read'>;
  /** Unfiltered; only to tell what is hidden from what does not exist. */
  readonly reader: FleetReader;
}

/** Says what namespaces still have, to those who may deploy there. */
export class Rooms {
  readonly #options: Options;

  static create(options: Options): Rooms {
    return new Rooms(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /** @throws NotAllowedError for those who may change nothing of the tenant. */
  async assess(request: RoomsRequest, call: PreviewCall): Promise<RoomsView> {
    const { placements, runtime: _, replacement: __, ...place } = request;
    const { fleet } = this.#options;
    const on = { credentials: call.credentials };
    const { namespace } = await fleet.checkChange(
      { ...place, clusters: [] },
      on,
    );
    const visible = await fleet.read(on);
    const items: RoomView[] = [];
    for (const placement of placements) {
      const { cluster } = placement;
      try {
        items.push({
          cluster,
          namespace,
          ...(await this.#room(placement, request, visible, call)),
        });
      } catch (error) {
        if (!isRefusal(error)) {
          throw error;
        }
        items.push({
          cluster,
          namespace,
          verdict: 'unknown',
          message: error.message,
          limits: [],
          notKnown: [error.message],
        });
      }
    }
    return { items };
  }

  async #room(
    { running, ...placement }: RoomInput,
    { placements: _, runtime, replacement = 'byRoom', ...place }: RoomsRequest,
    visible: FleetSnapshot,
    { credentials }: PreviewCall,
  ): Promise<Omit<RoomView, 'cluster' | 'namespace'>> {
    const { fleet, reader } = this.#options;
    const change = await fleet.checkChange(
      { ...place, clusters: [placement.cluster] },
      { credentials },
    );
    const plan = changePlan(change, visible, reader.snapshot());
    const asked = toPlacement(placement, plan.clusters);
    const snapshot = snapshotOf(visible, placement.cluster);
    const takeover = replacementIn(replacement, {
      cluster: plan.clusters.find(({ name }) => name === placement.cluster),
      snapshot,
      namespace: plan.namespace,
      placement: asked,
      runtime: runtime ?? 'kserve',
      running,
    });
    const { limits, notKnown, ...room } = namespaceRoom(
      snapshot,
      plan.namespace,
      askOfPlacement(
        asked,
        runtime,
        takeover.value === 'stopFirst' ? 'stopFirst' : replacement,
      ),
      running,
    );
    return {
      ...room,
      replacement: takeover,
      limits: limits.map(limit => ({ ...limit, source: { ...limit.source } })),
      notKnown: [...notKnown],
    };
  }
}

function snapshotOf(
  { clusters }: FleetSnapshot,
  name: string,
): ClusterSnapshot | undefined {
  return clusters.find(({ cluster }) => cluster.name === name);
}
