import type { ReactNode } from 'react';
import { getCompoundEntityRef } from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { ModelEntityV1alpha1 } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  formatParameters,
  formatTokens,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { License } from './License';
import styles from './AboutModelCard.module.css';

/** The facts that decide whether a model is the right one. */
export function ModelFacts(props: { model: ModelEntityV1alpha1 }) {
  const { model } = props;
  const { task, type, license, licenseUrl, architecture, baseModel } =
    model.spec;
  const facts: Array<{ name: string; value: ReactNode }> = [
    { name: 'Task', value: task ?? type },
    {
      name: 'Licence',
      value: license && (
        <License license={license} {...(licenseUrl && { url: licenseUrl })} />
      ),
    },
    { name: 'Parameters', value: describeParameters(architecture) },
    {
      name: 'Context length',
      value:
        architecture?.maxPositionEmbeddings !== undefined &&
        `${formatTokens(architecture.maxPositionEmbeddings)} tokens`,
    },
    {
      name: 'Made from',
      value: baseModel && (
        <EntityRefLink
          entityRef={baseModel}
          defaultKind="Model"
          defaultNamespace={getCompoundEntityRef(model).namespace}
        />
      ),
    },
  ];
  return (
    <dl className={styles.facts}>
      {facts
        .filter(({ value }) => value)
        .map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function describeParameters(
  architecture: ModelEntityV1alpha1['spec']['architecture'],
): string | undefined {
  const { parameters, activeParameters, numExperts } = architecture ?? {};
  if (parameters === undefined) {
    return undefined;
  }
  const active =
    activeParameters !== undefined && activeParameters < parameters
      ? `, ${formatParameters(activeParameters)} used by one token`
      : '';
  const experts = numExperts === undefined ? '' : ` (${numExperts} experts)`;
  return `${formatParameters(parameters)}${active}${experts}`;
}
