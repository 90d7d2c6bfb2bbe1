import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import {
  ErrorPanel,
  lastKnown,
  useTenants,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { Flex, Skeleton, Text, TextField } from '@backstage/ui';
import { readChange } from '../change';
import { FieldFrame, readValue } from '../form';
import { unfinishedTenantShape, type TenantValue } from './shape';
import { TenantChoice } from './TenantChoice';

/** Chooses among the configured tenants one that the user may change. */
export function TenantPicker(props: FieldExtensionComponentProps<TenantValue>) {
  const { schema, required, formData, formContext, onChange } = props;
  const { state, retry } = useTenants();
  const known = lastKnown(state);
  const value = readValue(unfinishedTenantShape, formData);
  const fill = (part: Partial<TenantValue>) =>
    onChange({
      tenant: value?.tenant ?? '',
      repository: value?.repository ?? '',
      namespace: value?.namespace ?? '',
      ...part,
    });
  const change = readChange(formContext);
  if (change) {
    return (
      <FieldFrame
        title={schema.title ?? 'Tenant'}
        description="The team stays: the service's folder, its place in the clusters and its bill are theirs."
        required={required}
      >
        <Text>
          <strong>{change.tenant}</strong>
          {value?.namespace && `, namespace ${value.namespace}`}
        </Text>
      </FieldFrame>
    );
  }
  return (
    <FieldFrame
      title={schema.title ?? 'Tenant'}
      description={schema.description}
      required={required}
    >
      {state.status === 'loading' && (
        <div role="status" aria-label="Loading the teams" aria-busy="true">
          <Skeleton height={36} />
        </div>
      )}
      {known && (
        <TenantChoice
          tenants={known.data.items}
          value={value}
          onChange={next => onChange(next)}
        />
      )}
      {!known && state.status === 'failed' && (
        <Flex direction="column" gap="3">
          <ErrorPanel
            title="The teams could not be read; name yours or try again"
            error={state.error}
            onRetry={retry}
          />
          <TextField
            label="Team"
            description="Its name in the configuration; ask the platform team"
            value={value?.tenant ?? ''}
            onChange={tenant => fill({ tenant })}
          />
          <TextField
            label="Repository"
            description="Id of the Git repository in the configuration; ask the platform team"
            value={value?.repository ?? ''}
            onChange={repository => fill({ repository })}
          />
          <TextField
            label="Namespace"
            description="The part of each cluster that is your team’s"
            value={value?.namespace ?? ''}
            onChange={namespace => fill({ namespace })}
          />
        </Flex>
      )}
    </FieldFrame>
  );
}
