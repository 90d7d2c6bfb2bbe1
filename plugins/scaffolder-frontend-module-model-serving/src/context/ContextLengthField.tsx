import { useEffect } from 'react';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import {
  placedModelOf,
  suggestContextLength,
  takesContextLength,
  toPlacement,
} from '@modelfleet/backstage-plugin-model-serving-common';
import {
  lastKnown,
  useClusters,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { Skeleton, Text } from '@backstage/ui';
import { z } from 'zod/v3';
import { readChange } from '../change';
import { FieldFrame, readSibling, readValue } from '../form';
import { useChosenModel, type ChosenModel } from '../model';
import { finishedRows } from '../placement/readRows';
import { ContextLengthInput } from './ContextLengthInput';
import { contextLengthShape } from './shape';

/** What a template can set by `ui:options`. */
export const contextLengthOptionsShape = z.object({
  modelField: z
    .string()
    .optional()
    .describe('Name of the form’s model field; default: model'),
  placementsField: z
    .string()
    .optional()
    .describe('Name of the form’s placement field; default: placements'),
});

type ContextLengthOptions = z.output<typeof contextLengthOptionsShape>;

/**
 * How long a request may be: the cache of the longest one must fit beside the
 * weights. Begins with what suits the chosen GPUs, and follows them until a
 * person says something else.
 */
export function ContextLengthField(
  props: FieldExtensionComponentProps<number, ContextLengthOptions>,
) {
  const { schema, required, formData, formContext, onChange } = props;
  const { modelField = 'model', placementsField = 'placements' } =
    props.uiSchema?.['ui:options'] ?? {};
  return (
    <FieldFrame
      title={schema.title ?? 'Context length'}
      description={schema.description}
      required={required}
    >
      <Content
        chosen={useChosenModel(formContext, modelField)}
        isChange={readChange(formContext) !== undefined}
        placements={readSibling(z.unknown(), formContext, placementsField)}
        value={readValue(contextLengthShape, formData)}
        onChange={value => onChange(value)}
      />
    </FieldFrame>
  );
}

function Content(props: {
  chosen: ChosenModel;
  isChange: boolean;
  placements: unknown;
  value: number | undefined;
  onChange(value: number | undefined): void;
}) {
  const { chosen, isChange, placements, value, onChange } = props;
  const clusters = useClusters();
  switch (chosen.status) {
    case 'none':
      return <Text>Choose a model first: it decides what is possible.</Text>;
    case 'loading':
      return (
        <div role="status" aria-label="Loading the model" aria-busy="true">
          <Skeleton height={36} />
        </div>
      );
    case 'unreadable':
      return (
        <ContextLengthInput
          most={undefined}
          follows={false}
          suggestion={undefined}
          value={value}
          onChange={onChange}
        />
      );
    default:
      break;
  }
  const { entity, artifact } = chosen;
  if (!takesContextLength(entity.spec)) {
    return (
      <NothingToChoose
        title={entity.metadata.title ?? entity.metadata.name}
        isSet={value !== undefined}
        onClear={() => onChange(undefined)}
      />
    );
  }
  const summaries = lastKnown(clusters.state)?.data.items ?? [];
  return (
    <ContextLengthInput
      most={entity.spec.architecture?.maxPositionEmbeddings}
      follows={!isChange}
      suggestion={suggestContextLength(
        placedModelOf(entity, artifact),
        summaries,
        finishedRows(placements).map(row => toPlacement(row, summaries)),
      )}
      value={value}
      onChange={onChange}
    />
  );
}

function NothingToChoose(props: {
  title: string;
  isSet: boolean;
  onClear(): void;
}) {
  const { title, isSet, onClear } = props;
  // What was chosen for another model must not stay behind.
  useEffect(() => {
    if (isSet) {
      onClear();
    }
  }, [isSet, onClear]);
  return (
    <Text>
      {title} does not generate text, so there is no context length to choose.
    </Text>
  );
}
