import {
  ModelEntityV1alpha1,
  modelReferenceFields,
} from '@modelfleet/backstage-plugin-model-serving-common';

/**
 * Sorts lists of references, whose order says nothing: a source that changes
 * it would have the entity stitched again for no reason. Upstream's processors
 * do the same for the kinds they know.
 */
export function sortReferences(
  entity: ModelEntityV1alpha1,
): ModelEntityV1alpha1 {
  const sorted: Record<string, string[]> = {};
  for (const { field } of modelReferenceFields) {
    // Not validated yet, whatever the type says.
    const value: unknown = entity.spec?.[field];
    if (Array.isArray(value) && value.every(ref => typeof ref === 'string')) {
      sorted[field] = [...value].sort();
    }
  }
  return Object.keys(sorted).length
    ? { ...entity, spec: { ...entity.spec, ...sorted } }
    : entity;
}
