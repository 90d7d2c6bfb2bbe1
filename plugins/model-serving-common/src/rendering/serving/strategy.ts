import type { Document } from 'yaml';
import type { Replacement, ServiceChoices } from '../../gitops';
import { isDeepEqual } from '../isDeepEqual';
import { lookUp, placeOf } from '../mergeObject';
import type { ServiceObject } from '../objects/types';
import { commentOf, commentOver, setAt, valueAt } from '../yamlText';
import type { ServingKind } from './types';

// The same words in a Deployment and in KServe's predictor, which hands them
// to the Deployment that it makes (v0.20, Standard mode). Never `Recreate`,
// which ends every replica at once: with one replica it comes to the same, and
// overlays and autoscalers decide how many there are.
const STRATEGIES: {
  readonly [R in Replacement]: {
    readonly type: 'RollingUpdate';
    readonly rollingUpdate: {
      readonly maxSurge: number;
      readonly maxUnavailable: number;
    };
  };
} = {
  startFirst: {
    type: 'RollingUpdate',
    rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
  },
  stopFirst: {
    type: 'RollingUpdate',
    rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
  },
};

const COMMENTS: { readonly [R in Replacement]: string } = {
  startFirst:
    'The old replica answers until the new one does, which needs its GPUs beside it.',
  stopFirst:
    'The old replica ends before the new one starts, which then has its GPUs.',
};

/** How a Deployment replaces its pods (apps/v1 DeploymentStrategy). */
export function strategyOf(replacement: Replacement) {
  return STRATEGIES[replacement];
}

/** What the base says; where the clusters decide, that of their overlays applies. */
export function baseReplacement({ replacement }: ServiceChoices): Replacement {
  return replacement === 'stopFirst' ? 'stopFirst' : 'startFirst';
}

/** Over the strategy of an object of the base. */
export function strategyComment(choices: ServiceChoices): string {
  return COMMENTS[baseReplacement(choices)];
}

/** What a strategy comes to, whoever wrote it; Kubernetes' own starts first. */
export function readStrategy(value: unknown): Replacement {
  if (lookUp(value, ['type']) === 'Recreate') {
    return 'stopFirst';
  }
  const surge = lookUp(value, ['rollingUpdate', 'maxSurge']);
  return surge === 0 || surge === '0' || surge === '0%'
    ? 'stopFirst'
    : 'startFirst';
}

/** Reads one of ours back; `undefined` for what somebody else wrote. */
export function readOwnStrategy(value: unknown): Replacement | undefined {
  return (['startFirst', 'stopFirst'] as const).find(replacement =>
    isDeepEqual(value, STRATEGIES[replacement]),
  );
}

/**
 * Turns the strategy of a serving object round when it comes to the other
 * choice. One that comes to the same stays as it is, whoever wrote it.
 */
export function turnStrategy(
  { strategy }: ServingKind,
  document: Document,
  object: ServiceObject,
  choices: ServiceChoices,
): boolean {
  const place = placeOf(document, strategy);
  const wanted = baseReplacement(choices);
  if (!place || readStrategy(valueAt(document, place)) === wanted) {
    return false;
  }
  const content = lookUp(object.content, strategy);
  if (content === undefined) {
    document.deleteIn(place);
    return true;
  }
  setAt(document, place, content);
  const comment = commentOf(document, place);
  if (comment !== undefined && Object.values(COMMENTS).includes(comment)) {
    commentOver(document, place, COMMENTS[wanted]);
  }
  return true;
}
