// Holds the fields that projections read against the CRDs that define them:
// a field that was renamed upstream must not be read as absent for ever. The
// CRDs are not part of this repository; `npm run test:reference` says where
// they are.
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { FIELDS } from './read-fields.mjs';

/** Whether a schema has the field, or leaves it open. */
function has(schema, [step, ...rest]) {
  if (!schema) return false;
  if (step === undefined || schema['x-kubernetes-preserve-unknown-fields']) {
    return true;
  }
  if (step === '[]') return has(schema.items, rest);
  const next =
    step === '*' ? schema.additionalProperties : schema.properties?.[step];
  return has(next, rest);
}

/**
 * Checks `crds/` of a reference folder.
 *
 * @param {string} reference
 * @returns {{ name: string, ok: boolean, detail: string }[]}
 */
export function checkCrdFields(reference) {
  return Object.entries(FIELDS).flatMap(([kind, versions]) => {
    const file = path.join(reference, 'crds', `${kind}.yaml`);
    const crd = parse(fs.readFileSync(file, 'utf8'));
    return [versions].flat().flatMap(read => checkVersion(kind, crd, read));
  });
}

function checkVersion(kind, crd, { version, paths }) {
  const served = crd.spec.versions.find(({ name }) => name === version);
  const schema = served?.schema?.openAPIV3Schema;
  return paths.map(field => {
    const ok = has(schema, field.replaceAll('[]', '.[]').split('.'));
    return {
      name: `${kind} ${version} has ${field}`,
      ok,
      detail: ok ? 'as its CRD says' : 'its CRD has no such field',
    };
  });
}
