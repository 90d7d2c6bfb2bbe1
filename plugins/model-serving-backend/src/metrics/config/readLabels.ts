import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { DEFAULT_LABELS } from '@modelfleet/backstage-plugin-model-serving-common';
import type { SampleLabels } from '@modelfleet/backstage-plugin-model-serving-common';
import { at, readLabel } from './keys';

/** Reads `labels` of a source: how its samples say what they are of. */
export function readLabels(entry: Config, parent: string): SampleLabels {
  const labels = entry.getOptionalConfig('labels');
  const key = `${parent}.labels`;
  const read = (name: keyof SampleLabels): readonly string[] => {
    const names = labels?.getOptionalStringArray(name);
    if (!names) return DEFAULT_LABELS[name];
    if (names.length === 0) {
      throw new InputError(`${at(key, name)} must name at least one label`);
    }
    return names.map((value, index) =>
      readLabel(value, at(key, `${name}[${index}]`)),
    );
  };
  return {
    pod: read('pod'),
    namespace: read('namespace'),
    product: read('product'),
  };
}
