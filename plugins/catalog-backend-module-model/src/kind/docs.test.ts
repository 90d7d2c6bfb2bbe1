import { modelEntityV1alpha1Schema } from '@modelfleet/backstage-plugin-model-serving-common';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const PAGE = resolve(__dirname, '../../../../docs/models.md');

/** Every name under a `properties`, however deep. */
function fieldNames(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) {
    return [];
  }
  return Object.entries(schema).flatMap(([key, value]) => [
    ...(key === 'properties' ? Object.keys(value) : []),
    ...(key === 'examples' ? [] : fieldNames(value)),
  ]);
}

describe('the page about Models', () => {
  const page = readFileSync(PAGE, 'utf8');
  const names = new Set(fieldNames(modelEntityV1alpha1Schema.allOf));
  const fields = [...names].filter(
    name => !['apiVersion', 'kind', 'spec'].includes(name),
  );

  it.each(fields)('explains %s', name => {
    expect(page).toContain(`\`${name}\``);
  });
});
