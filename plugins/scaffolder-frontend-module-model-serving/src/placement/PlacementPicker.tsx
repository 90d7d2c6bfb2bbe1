import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import type { ServedModel } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  ErrorPanel,
  lastKnown,
  useClusters,
  useTenants,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { Skeleton, Text } from '@backstage/ui';
import { z } from 'zod/v3';
import { readChange, type ChangeValue } from '../change';
import { FieldFrame, readSibling } from '../form';
import { operationsShape } from '../operations/shape';
import { unfinishedTenantShape } from '../tenant';
import { ClusterChoice } from './ClusterChoice';
import { PlainPlacements } from './PlainPlacements';
import { readRows } from './readRows';
import type { Placement } from './shape';
import { roomsQuestion } from './roomsQuestion';
import { useRooms } from './useRooms';
import { useServedModel } from './useServedModel';

/** What a template can set by `ui:options`. */
export const placementOptionsShape = z.object({
  tenantField: z
    .string()
    .optional()
    .describe('Name of the form’s tenant field; default: tenant'),
  modelField: z
    .string()
    .optional()
    .describe('Name of the form’s model field; default: model'),
  contextLengthField: z
    .string()
    .optional()
    .describe('Name of the form’s context length; default: contextLength'),
  operationsField: z
    .string()
    .optional()
    .describe('Name of the form’s operations; default: operations'),
});

type PlacementOptions = z.output<typeof placementOptionsShape>;

/**
 * Chooses the clusters of the tenant that the form has, and what each runs.
 */
export function PlacementPicker(
  props: FieldExtensionComponentProps<Placement[], PlacementOptions>,
) {
  const { schema, required, formData, formContext, onChange } = props;
  const options = props.uiSchema?.['ui:options'] ?? {};
  const served = useServedModel(
    formContext,
    options.modelField ?? 'model',
    options.contextLengthField ?? 'contextLength',
  );
  return (
    <FieldFrame
      title={schema.title ?? 'Placement'}
      description={schema.description}
      required={required}
    >
      <Content
        tenantField={options.tenantField ?? 'tenant'}
        operationsField={options.operationsField ?? 'operations'}
        formContext={formContext}
        served={served}
        change={readChange(formContext)}
        scales={isScaled(formContext, options.operationsField ?? 'operations')}
        value={readRows(formData)}
        onChange={rows => onChange(rows)}
      />
    </FieldFrame>
  );
}

/** Whether the form, or the service that it changes, lets the load decide. */
function isScaled(formContext: unknown, field: string): boolean {
  const autoscaling = readSibling(
    operationsShape,
    formContext,
    field,
  )?.autoscaling;
  return autoscaling === 'hpa' || autoscaling === 'keda';
}

function Content(props: {
  tenantField: string;
  operationsField: string;
  formContext: unknown;
  served: ServedModel | undefined;
  /** The service that the form changes; nothing for a new one. */
  change: ChangeValue | undefined;
  /** Whether the number of replicas follows the load. */
  scales: boolean;
  value: Placement[];
  onChange(value: Placement[]): void;
}) {
  const { tenantField, operationsField, formContext, value, onChange } = props;
  const { served, change, scales } = props;
  const chosen = readSibling(unfinishedTenantShape, formContext, tenantField);
  const tenants = useTenants();
  const clusters = useClusters();
  const knownTenants = lastKnown(tenants.state)?.data.items;
  const tenant = knownTenants?.find(
    ({ name, repository }) =>
      name === chosen?.tenant &&
      (!chosen.repository || repository.id === chosen.repository),
  );
  const rooms = useRooms(
    roomsQuestion({
      formContext,
      tenant,
      chosen,
      change,
      value,
      replacement: readSibling(operationsShape, formContext, operationsField)
        ?.replacement,
    }),
    lastKnown(clusters.state)?.data.version,
  );
  if (!chosen?.tenant) {
    return (
      <Text>Choose a team first: it decides which clusters you have.</Text>
    );
  }
  if (
    tenants.state.status === 'loading' ||
    clusters.state.status === 'loading'
  ) {
    return (
      <div role="status" aria-label="Loading the clusters" aria-busy="true">
        <Skeleton height={64} />
      </div>
    );
  }
  if (!tenant) {
    return (
      <>
        {tenants.state.status === 'failed' ? (
          <ErrorPanel
            title="Your team’s clusters could not be read; name them or try again"
            error={tenants.state.error}
            onRetry={tenants.retry}
          />
        ) : (
          <Text color="danger">
            Team {chosen.tenant} is not configured; its clusters are unknown.
          </Text>
        )}
        <PlainPlacements value={value} onChange={onChange} />
      </>
    );
  }
  const summaries = lastKnown(clusters.state);
  return (
    <>
      {rooms.status === 'failed' && rooms.error && (
        <ErrorPanel
          title="What your team’s quota has left could not be read; you can go on, the task checks it"
          error={rooms.error}
        />
      )}
      {clusters.state.status === 'failed' && (
        <ErrorPanel
          title="What is free could not be read; name the GPU products yourself or try again"
          error={clusters.state.error}
          onRetry={clusters.retry}
          {...(summaries && { dataFrom: summaries.receivedAt })}
        />
      )}
      <ClusterChoice
        names={tenant.clusters}
        summaries={summaries?.data.items ?? []}
        served={served}
        tenant={tenant.name}
        change={change}
        rooms={rooms.rooms}
        scales={scales}
        value={value}
        onChange={onChange}
      />
    </>
  );
}
