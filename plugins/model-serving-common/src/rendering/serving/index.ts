import type { ServiceRuntime } from '../../gitops';
import { deployment } from './deployment';
import { kserve } from './kserve';
import type { ServingKind } from './types';

export type { ObjectKind, ServingKind } from './types';

/** Everything that can run a model. */
export const SERVING_KINDS: { readonly [R in ServiceRuntime]: ServingKind } = {
  kserve,
  deployment,
};
