import {
  CompoundEntityRef,
  DEFAULT_NAMESPACE,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ModelEntityV1alpha1 } from '../ModelEntityV1alpha1';
import { ModelReferenceField, modelReferenceFields } from '../references';
import { ModelProblem } from './ModelProblem';
import { anyOf } from './wording';

/** Every reference can be read, is of a kind that makes sense, and not to itself. */
export function checkReferences(model: ModelEntityV1alpha1): ModelProblem[] {
  return modelReferenceFields.flatMap(rule => {
    const value = model.spec[rule.field];
    const path = `spec.${rule.field}`;
    if (typeof value === 'string') {
      return checkReference(model, rule, value, path);
    }
    return (value ?? []).flatMap((ref, index) =>
      checkReference(model, rule, ref, `${path}[${index}]`),
    );
  });
}

function checkReference(
  model: ModelEntityV1alpha1,
  rule: ModelReferenceField,
  value: string,
  field: string,
): ModelProblem[] {
  const namespace = model.metadata.namespace ?? DEFAULT_NAMESPACE;
  const example = `${(
    rule.defaultKind ?? 'resource'
  ).toLowerCase()}:${namespace}/name`;
  let ref: CompoundEntityRef;
  try {
    ref = parseEntityRef(value, {
      ...(rule.defaultKind && { defaultKind: rule.defaultKind }),
      defaultNamespace: namespace,
    });
  } catch {
    const kind = rule.defaultKind ? '' : ' that says its kind';
    return [
      {
        field,
        message: `must be an entity reference${kind}, for example "${example}", got "${value}"`,
      },
    ];
  }
  const kind = ref.kind.toLowerCase();
  if (
    rule.allowedKinds &&
    !rule.allowedKinds.some(allowed => allowed.toLowerCase() === kind)
  ) {
    return [
      {
        field,
        message: `must refer to a ${anyOf(
          rule.allowedKinds,
        )}, got "${value}" which is of kind ${ref.kind}`,
      },
    ];
  }
  return stringifyEntityRef(ref) === stringifyEntityRef(model)
    ? [{ field, message: `must not refer to the model itself, got "${value}"` }]
    : [];
}
