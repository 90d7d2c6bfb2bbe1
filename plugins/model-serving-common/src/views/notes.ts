import type { Delivery, Judgement } from '../api/types';
import type { MatchedWorkload } from './matchWorkloads';
import { shortRevision, toolName } from './missing';

/** A workload may serve well and still not be what Git wants. */
export function deliveryNotes(
  { verdict }: Judgement,
  delivery: Delivery | undefined,
): string[] {
  if (!delivery || verdict === 'missing') return [];
  // What an absent hub said last is not how it is now.
  if (delivery.cluster.state.status !== 'live') return [];
  const tool = toolName(delivery);
  const wanted = shortRevision(delivery.wantedRevision) ?? '';
  if (delivery.status === 'failed') {
    return [
      `${tool} could not apply the newest change${wanted && ` (${wanted})`}: ${
        delivery.message ?? 'it does not say why'
      }.`,
    ];
  }
  if (delivery.status === 'outOfSync' || delivery.status === 'suspended') {
    return [
      `It is not what Git wants${
        wanted && ` (${wanted})`
      }: ${tool} has yet to apply it.`,
    ];
  }
  return [];
}

export function withNotes(
  judgement: Judgement,
  notes: readonly string[],
): Judgement {
  return notes.length === 0
    ? judgement
    : { ...judgement, message: [judgement.message, ...notes].join(' ') };
}

/** That several Models have what it serves. */
export function ambiguousModel({ models }: MatchedWorkload): string[] {
  return models.length > 1
    ? [
        `Ambiguous: ${models.length} Models have its artifact (${models
          .map(({ entityRef }) => entityRef)
          .join(', ')}).`,
      ]
    : [];
}

/** What a reader must know of an object that is of a service. */
export function notesOf(
  match: MatchedWorkload,
  here: readonly MatchedWorkload[],
  wanted: boolean,
): string[] {
  const notes = ambiguousModel(match);
  if (here.length > 1) {
    const names = here.map(({ assessed }) =>
      [assessed.meta.namespace, assessed.meta.name].filter(Boolean).join('/'),
    );
    notes.push(
      `Ambiguous: ${
        here.length
      } objects in this cluster say that they are this service (${names.join(
        ', ',
      )}).`,
    );
  }
  if (match.services.length > 1) {
    notes.push(
      `Ambiguous: ${
        match.services.length
      } services select this object (${match.services.join(', ')}).`,
    );
  }
  if (!wanted) {
    notes.push('The Component does not list this cluster.');
  }
  return notes;
}
