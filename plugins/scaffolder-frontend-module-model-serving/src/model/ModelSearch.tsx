import { useState } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { ModelEntityV1alpha1 } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  describeLicense,
  formatParameters,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { Combobox } from '@backstage/ui';
import { titleOf } from './useModelEntities';

/** A list of models that is searched by name, task, size and licence. */
export function ModelSearch(props: {
  models: readonly ModelEntityV1alpha1[];
  chosen: ModelEntityV1alpha1 | undefined;
  onChoose(model: ModelEntityV1alpha1 | undefined): void;
}) {
  const { models, chosen, onChoose } = props;
  const chosenTitle = chosen && titleOf(chosen);
  const [input, setInput] = useState(chosenTitle ?? '');
  // The name of the chosen model is not a search: the others stay in reach.
  const query = input === chosenTitle ? '' : input;
  return (
    <Combobox
      aria-label="Model"
      placeholder="Search by name, task or licence"
      options={models
        .filter(model => matches(model, query))
        .map(model => ({
          id: stringifyEntityRef(model),
          label: titleOf(model),
          description: summarize(model),
        }))}
      // Filtered here and not by a filter of the box: with one, its list
      // cannot be walked by arrow keys after typing (BUI 0.18).
      search={{ mode: 'server', inputValue: input, onInputChange: setInput }}
      value={chosen ? stringifyEntityRef(chosen) : null}
      onChange={key => {
        const model = models.find(
          candidate => stringifyEntityRef(candidate) === key,
        );
        setInput(model ? titleOf(model) : '');
        onChoose(model);
      }}
    />
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

function matches(model: ModelEntityV1alpha1, query: string): boolean {
  const text = [titleOf(model), model.metadata.name, summarize(model)]
    .join(' ')
    .toLocaleLowerCase('en-US');
  return query
    .toLocaleLowerCase('en-US')
    .split(/\s+/)
    .every(word => text.includes(word));
}
