import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { TextField } from '@backstage/ui';
import { readChange } from '../change';
import { FieldFrame } from '../form';
import { ExistingService } from './ExistingService';

/**
 * The name of a new service; that of the one that is changed is shown and
 * stays.
 */
export function ServiceNameField(props: FieldExtensionComponentProps<string>) {
  const { schema, required, formData, formContext, onChange } = props;
  const change = readChange(formContext);
  const value = typeof formData === 'string' ? formData : '';
  return (
    <FieldFrame
      title={schema.title ?? 'Name'}
      description={
        change
          ? 'The name is part of the address and of everything that runs, so it stays.'
          : schema.description
      }
      required={required}
    >
      <TextField
        aria-label={schema.title ?? 'Name'}
        value={value}
        isReadOnly={change !== undefined}
        isDisabled={change !== undefined}
        onChange={next => onChange(next === '' ? undefined : next)}
      />
      {!change && <ExistingService name={value} />}
    </FieldFrame>
  );
}
