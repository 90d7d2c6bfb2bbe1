import { useEffect } from 'react';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { ModelEntityV1alpha1 } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  describeLicense,
  formatParameters,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { Combobox, Flex, Text } from '@backstage/ui';
import { ModelLicense } from './ModelLicense';
import type { ModelValue } from './shape';
import { titleOf } from './useModelEntities';
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
      <Combobox
        aria-label="Model"
        placeholder="Search by name, task or licence"
        options={models.map(model => ({
          id: stringifyEntityRef(model),
          label: titleOf(model),
          description: summarize(model),
        }))}
        search={{ filter: (option, query) => matches(option, query) }}
        value={chosen ? wanted ?? null : null}
        onChange={key => {
          const model = models.find(
            candidate => stringifyEntityRef(candidate) === key,
          );
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

function summarize({ spec }: ModelEntityV1alpha1): string {
  const { architecture, license, task, type } = spec;
  const parameters = architecture?.parameters;
  return [
    task ?? type,
    parameters === undefined ? undefined : formatParameters(parameters),
    license && describeLicense(license).id,
  ]
    .filter(Boolean)
    .join(' · ');
}

function matches(
  option: { label: string; description?: string },
  query: string,
): boolean {
  const text = `${option.label} ${option.description ?? ''}`;
  return query
    .toLocaleLowerCase('en-US')
    .split(/\s+/)
    .every(word => text.toLocaleLowerCase('en-US').includes(word));
}

/** A ref as the catalog writes it; as it is when it is not one. */
function normalize(ref: string | undefined): string | undefined {
  try {
    return ref && stringifyEntityRef(parseEntityRef(ref));
  } catch {
    return ref;
  }
}
