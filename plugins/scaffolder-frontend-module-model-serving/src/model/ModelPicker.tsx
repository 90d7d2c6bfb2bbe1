import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { ErrorPanel } from '@modelfleet/backstage-plugin-model-serving-react';
import { Flex, Skeleton, TextField } from '@backstage/ui';
import { FieldFrame, readValue } from '../form';
import { ModelChoice } from './ModelChoice';
import { modelShape, type ModelValue } from './shape';
import { useModelEntities } from './useModelEntities';

/** Chooses a Model of the catalog and one of its variants. */
export function ModelPicker(props: FieldExtensionComponentProps<ModelValue>) {
  const { schema, required, formData, onChange } = props;
  const { state, retry } = useModelEntities();
  const value = readValue(modelShape, formData);
  return (
    <FieldFrame
      title={schema.title ?? 'Model'}
      description={schema.description}
      required={required}
    >
      {state.status === 'loading' && (
        <div role="status" aria-label="Loading the models" aria-busy="true">
          <Skeleton height={36} />
        </div>
      )}
      {state.status === 'failed' && (
        <Flex direction="column" gap="3">
          <ErrorPanel
            title="The catalog’s models could not be read; name the model yourself or try again"
            error={state.error}
            onRetry={retry}
          />
          <TextField
            label="Model"
            description="Entity reference, for example model:default/llama-3.1-8b-instruct"
            value={value?.model ?? ''}
            onChange={model => onChange({ ...value, model })}
          />
          <TextField
            label="Variant"
            description="Name of one of the model’s artifacts"
            value={value?.variant ?? ''}
            onChange={variant =>
              onChange({ model: value?.model ?? '', variant })
            }
          />
        </Flex>
      )}
      {state.status === 'ready' && (
        <ModelChoice
          models={state.models}
          value={value}
          onChange={next => onChange(next)}
        />
      )}
    </FieldFrame>
  );
}
