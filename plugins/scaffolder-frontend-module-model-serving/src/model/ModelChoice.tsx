import { useEffect } from 'react';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { ModelEntityV1alpha1 } from '@modelfleet/backstage-plugin-model-serving-common';
import { Flex, Text } from '@backstage/ui';
import { ModelLicense } from './ModelLicense';
import { ModelSearch } from './ModelSearch';
import type { ModelValue } from './shape';
import { VariantChoice } from './VariantChoice';

/** A searchable list of models, then the variants of the chosen one. */
export function ModelChoice(props: {
  models: readonly ModelEntityV1alpha1[];
  value: ModelValue | undefined;
  onChange(value: ModelValue | undefined): void;
}) {
  const { models, value, onChange } = props;
  const wanted = normalize(value?.model);
  const chosen = models.find(model => stringifyEntityRef(model) === wanted);
  const first = chosen?.spec.artifacts[0]?.name;
  const needsDefault = chosen !== undefined && !value?.variant;

  useEffect(() => {
    if (needsDefault && wanted && first) {
      onChange({ model: wanted, variant: first });
    }
  }, [needsDefault, wanted, first, onChange]);

  if (models.length === 0) {
    return (
      <Text>
        The catalog has no models that you may see. Ask the platform team to
        register one.
      </Text>
    );
  }
  return (
    <Flex direction="column" gap="3">
      <ModelSearch
        models={models}
        chosen={chosen}
        onChoose={model => {
          const variant = model?.spec.artifacts[0]?.name;
          onChange(
            model && {
              model: stringifyEntityRef(model),
              ...(variant && { variant }),
            },
          );
        }}
      />
      {value?.model && !chosen && (
        <Text color="danger">
          {value.model} is not in the catalog, or you may not see it.
        </Text>
      )}
      {chosen && (
        <>
          <ModelLicense model={chosen} />
          <VariantChoice
            artifacts={chosen.spec.artifacts}
            architecture={chosen.spec.architecture}
            value={value?.variant}
            onChange={variant =>
              onChange({ model: stringifyEntityRef(chosen), variant })
            }
          />
        </>
      )}
    </Flex>
  );
}

/** A ref as the catalog writes it; as it is when it is not one. */
function normalize(ref: string | undefined): string | undefined {
  try {
    return ref && stringifyEntityRef(parseEntityRef(ref));
  } catch {
    return ref;
  }
}
