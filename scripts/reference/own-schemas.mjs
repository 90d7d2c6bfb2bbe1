// Our own schemas beside the CRDs that they were written down from: every
// field on both sides, with its type.
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/**
 * @param folder - The reference folder, with crds/<group>/<Kind>.yaml.
 * @param domain - `OwnSchemas`, `compareSchemas`.
 */
export function checkOwnSchemas(folder, { OwnSchemas, compareSchemas }) {
  const own = OwnSchemas.create();
  const results = [];
  const skipped = [];
  for (const kind of own.all()) {
    const file = path.join(folder, 'crds', kind.group, `${kind.kind}.yaml`);
    if (kind.group === '' || !fs.existsSync(file)) {
      skipped.push(`${kind.group || 'core'}/${kind.version} ${kind.kind}`);
      continue;
    }
    const { spec } = parse(fs.readFileSync(file, 'utf8'));
    const root = spec.versions.find(({ name }) => name === kind.version)?.schema
      .openAPIV3Schema;
    const found = own.find(kind);
    const differences = root
      ? compareSchemas(
          found.schema,
          { root, definitions: {} },
          { requiresMore: kind.group === 'serving.kserve.io' },
        )
      : [`the CRD has no version ${kind.version}`];
    results.push({
      name: `own schema of ${kind.kind}`,
      ok: differences.length === 0,
      detail:
        differences.length === 0
          ? `the fields of ${found.of}`
          : differences.slice(0, 20).join('; '),
    });
  }
  return { results, skipped };
}
