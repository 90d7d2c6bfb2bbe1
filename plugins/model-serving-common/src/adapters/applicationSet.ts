import {
  applicationSetProjection,
  type ApplicationSetRecord,
} from '../observed/applicationSet';
import { findCondition, type ConditionRecord } from '../observed/condition';
import type { DeliveryAdapter } from './types';
import { objectRef } from './wording';

/**
 * Argo CD ApplicationSet, v3.5: makes Applications and delivers nothing
 * itself. While its generators fail (`ErrorOccurred`, or `ParametersGenerated`
 * False) it makes none, and that is why a merged change is not delivered.
 *
 * What a progressive sync holds back is told by the Application's adapter.
 *
 * @public
 */
export const applicationSetAdapter: DeliveryAdapter<ApplicationSetRecord> = {
  ...applicationSetProjection,
  explainsOnly: true,
  describe(set, { cluster }) {
    const error = errorOf(set);
    if (!error || set.folders.length === 0) return undefined;
    return {
      delivery: {
        tool: 'argocd',
        ref: objectRef(cluster, applicationSetProjection.resource, set.meta),
        cluster: cluster.cluster,
        status: 'failed',
        message: error.message ?? error.reason ?? error.type,
      },
      destination: {},
      sources: [],
      covers: set.folders,
      objects: [],
    };
  },
};

/** `ErrorOccurred` is bad when it is True, the others when they are False. */
function errorOf({
  conditions,
}: ApplicationSetRecord): ConditionRecord | undefined {
  const occurred = findCondition(conditions, 'ErrorOccurred');
  if (occurred?.status === 'True') return occurred;
  const generated = findCondition(conditions, 'ParametersGenerated');
  return generated?.status === 'False' ? generated : undefined;
}
