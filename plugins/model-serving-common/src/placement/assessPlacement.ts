import type { ClusterSummary } from '../api';
import type { Placement } from '../rendering';
import { fitModel, type ModelFit } from './modelFit';
import type { PlacedModel } from './placedModel';
import { roomFor, suitableGpus, type Fit } from './room';
import { either, sentence } from './words';

/** What a placement comes to in one cluster. @public */
export interface PlacementAssessment {
  /** The worse of {@link PlacementAssessment.room} and of the model's own fit. */
  readonly fit: Fit;
  /** Both in one sentence for a person, and what would fit when it does not. */
  readonly message: string;
  /** From the GPUs that are free alone. */
  readonly room: Fit;
  /** Absent when the model, or the cluster's GPUs, are not known. */
  readonly model?: ModelFit;
}

/** What shall be served, as far as it decides what fits. @public */
export interface ServedModel {
  readonly model: PlacedModel;
  /** In tokens; the model's own unless told. */
  readonly contextLength?: number;
}

/**
 * Answers for one cluster whether the model fits into the GPUs that each
 * replica gets, and whether as many are free. The only such judgement there
 * is: the wizard shows it, and the plan acts on it.
 *
 * @param cluster - `undefined` when nothing is known of it
 * @param served - `undefined` when the Model is not known: then only the free
 * GPUs are judged
 * @public
 */
export function assessPlacement(
  cluster: ClusterSummary | undefined,
  placement: Placement,
  served?: ServedModel,
): PlacementAssessment {
  const { fit: room, words } = roomFor(cluster, placement);
  const model = cluster && served && fitAny(cluster, placement, served);
  if (!model) {
    return { fit: room, room, message: sentence(words) };
  }
  switch (model.verdict) {
    case 'does-not-fit': {
      const ways =
        model.ways.length > 0
          ? ` It would fit with ${either(model.ways)}.`
          : '';
      return {
        fit: 'never',
        room,
        model,
        message: `${sentence(model.words)}${ways}`,
      };
    }
    case 'unknown':
      return {
        fit: room === 'waits' || room === 'never' ? room : 'unknown',
        room,
        model,
        message: sentence(`${model.words}; ${words}`),
      };
    default:
      return {
        fit: room,
        room,
        model,
        message: sentence(
          `${model.words}${room === 'fits' ? ', and ' : '; '}${words}`,
        ),
      };
  }
}

/**
 * The model's fit on what the placement may land on. Where it accepts several
 * products it must fit on each, since the scheduler takes any.
 */
function fitAny(
  cluster: ClusterSummary,
  placement: Placement,
  { model, contextLength }: ServedModel,
): ModelFit | undefined {
  const fits = suitableGpus(cluster, placement).map(totals => ({
    product: totals.product,
    fit: fitModel(model, totals, placement.gpusPerReplica, contextLength),
  }));
  const [first] = fits;
  const least = [...fits].sort(
    (a, b) => (a.fit.requestsAtOnce ?? 0) - (b.fit.requestsAtOnce ?? 0),
  )[0];
  if (!first || fits.every(({ fit }) => fit.verdict === first.fit.verdict)) {
    return least?.fit;
  }
  const on = (verdict: ModelFit['verdict']) =>
    fits.filter(({ fit }) => fit.verdict === verdict).map(item => item.product);
  const good = on('fits');
  return {
    verdict: 'unknown',
    exact: false,
    words:
      good.length > 0
        ? `the model fits on ${either(
            good,
          )} alone, and any GPU of the cluster may be taken, so choose the product`
        : `whether the model fits depends on which GPU of the cluster is taken, so choose the product`,
    ways: [],
    arithmetic: [],
    cautions: [],
  };
}
