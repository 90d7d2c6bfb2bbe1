import type { ReactNode } from 'react';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { ModelEntityV1alpha1 } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  EntityLink,
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
        <EntityLink entityRef={fullModelRef(baseModel, model)} />
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

/** Refs in a spec may leave out what the entity itself implies. */
function fullModelRef(ref: string, from: ModelEntityV1alpha1): string {
  return stringifyEntityRef(
    parseEntityRef(ref, {
      defaultKind: 'Model',
      defaultNamespace: from.metadata.namespace ?? 'default',
    }),
  );
}
