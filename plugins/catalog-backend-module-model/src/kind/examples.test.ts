import { Entity } from '@backstage/catalog-model';
import { parseEntityYaml } from '@backstage/plugin-catalog-node';
import { ModelValidator } from '@modelfleet/backstage-plugin-model-serving-common';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const FOLDER = resolve(__dirname, '../../../../examples/models');

const files = readdirSync(FOLDER).filter(name => name.endsWith('.yaml'));

function readAll(file: string): Entity[] {
  const location = { type: 'file', target: file };
  const text = readFileSync(join(FOLDER, file));
  return [...parseEntityYaml(text, location)].map(result => {
    if (result.type !== 'entity') {
      throw new Error(`${file} is no YAML of entities`);
    }
    return result.entity;
  });
}

describe('example Models', () => {
  it('are there', () => {
    expect(files.length).toBeGreaterThanOrEqual(10);
  });

  it.each(files)('%s is valid', file => {
    const validator = ModelValidator.create();
    for (const entity of readAll(file)) {
      expect(validator.findProblems(entity)).toEqual([]);
    }
  });
});
