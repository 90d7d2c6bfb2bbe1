import type { ReactNode } from 'react';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import {
  defaultOf,
  type PlatformChoice,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { ErrorPanel } from '@modelfleet/backstage-plugin-model-serving-react';
import { Skeleton, Text } from '@backstage/ui';
import { z } from 'zod/v3';
import { FieldFrame, readSibling, readValue } from '../form';
import { useChosenModel } from '../model';
import { ChoiceInput } from './ChoiceInput';
import { HubAccess } from './HubAccess';
import { Takeovers } from './Takeovers';
import {
  operationsShape,
  type OperationsOptions,
  type OperationsValue,
} from './shape';
import { useChoices, type OfferedChoices } from './useChoices';
import styles from './operations.module.css';

/** How the service is operated: the golden path, with what each part buys. */
export function OperationsField(
  props: FieldExtensionComponentProps<OperationsValue, OperationsOptions>,
) {
  const { schema, required, formData, formContext, onChange } = props;
  const options = props.uiSchema?.['ui:options'] ?? {};
  const offered = useChoices(formContext, options.tenantField ?? 'tenant');
  const value = readValue(operationsShape, formData) ?? {};
  const model = useChosenModel(formContext, options.modelField ?? 'model');
  const variant = model.status === 'ready' ? model.artifact : {};
  const runtime = readSibling(
    z.string(),
    formContext,
    options.runtimeField ?? 'runtime',
  );
  return (
    <FieldFrame
      title={schema.title ?? 'Operations'}
      description={schema.description}
      required={required}
    >
      <ChoiceList
        offered={offered}
        isShown={({ name }) => name !== 'runtime'}
        runtime={runtime}
        valueOf={choice => value[choice.name] ?? defaultOf(choice, variant)}
        onChange={({ name }, next) => onChange({ ...value, [name]: next })}
        below={(choice, current) => {
          switch (choice.name) {
            case 'replacement':
              return (
                <Takeovers
                  formContext={formContext}
                  tenantField={options.tenantField ?? 'tenant'}
                  placementsField={options.placementsField ?? 'placements'}
                  choice={current}
                />
              );
            case 'hubToken':
              return <HubAccess model={model} isGiven={current === true} />;
            default:
              return null;
          }
        }}
      />
    </FieldFrame>
  );
}

/** What serves the model; the one choice that others depend on. */
export function RuntimeField(
  props: FieldExtensionComponentProps<string, OperationsOptions>,
) {
  const { schema, required, formData, formContext, onChange } = props;
  const options = props.uiSchema?.['ui:options'] ?? {};
  const offered = useChoices(formContext, options.tenantField ?? 'tenant');
  const value = readValue(z.string(), formData);
  return (
    <FieldFrame
      title={schema.title ?? 'Engine'}
      description={schema.description}
      required={required}
    >
      <ChoiceList
        offered={offered}
        isShown={({ name }) => name === 'runtime'}
        runtime={value}
        valueOf={() => value}
        onChange={(_, next) => onChange(String(next))}
      />
    </FieldFrame>
  );
}

function ChoiceList(props: {
  offered: OfferedChoices;
  isShown(choice: PlatformChoice): boolean;
  runtime: string | undefined;
  valueOf(choice: PlatformChoice): PlatformChoice['value'] | undefined;
  onChange(choice: PlatformChoice, value: PlatformChoice['value']): void;
  /** What a choice comes to; nothing by default. */
  below?(choice: PlatformChoice, value: PlatformChoice['value']): ReactNode;
}) {
  const { offered, isShown, runtime, valueOf, onChange, below } = props;
  switch (offered.status) {
    case 'noTenant':
      return <Text>Choose a team first: it decides what is offered.</Text>;
    case 'loading':
      return (
        <div role="status" aria-label="Loading the choices" aria-busy="true">
          <Skeleton height={64} />
        </div>
      );
    case 'failed':
      return (
        <ErrorPanel
          title="What the platform offers could not be read; what is filled in, else its defaults apply, or try again"
          error={offered.error}
          onRetry={offered.retry}
        />
      );
    default:
      break;
  }
  const shown = offered.choices.filter(isShown);
  if (shown.length === 0) {
    return <Text>The platform’s defaults apply.</Text>;
  }
  const byDefault = offered.choices.find(({ name }) => name === 'runtime');
  return (
    <div className={styles.choices}>
      {shown.map(choice => (
        <ChoiceInput
          key={choice.name}
          choice={choice}
          runtime={runtime ?? String(byDefault?.value ?? '')}
          value={choice.locked ? choice.value : valueOf(choice)}
          onChange={value => onChange(choice, value)}
        >
          {below?.(
            choice,
            (choice.locked ? undefined : valueOf(choice)) ?? choice.value,
          )}
        </ChoiceInput>
      ))}
    </div>
  );
}
