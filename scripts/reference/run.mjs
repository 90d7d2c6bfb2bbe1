// Compares the domain with a reference folder and prints every case; started
// by `npm run test:reference`, with a loader for TypeScript.
import { createRequire } from 'node:module';
import { checkArgoHealth } from './argocd-health.mjs';
import { checkCrdFields } from './crd-fields.mjs';
import { checkGpuFit } from './gpu-fit.mjs';
import { checkOwnSchemas } from './own-schemas.mjs';

const require = createRequire(import.meta.url);
const common = '../../plugins/model-serving-common/src';
const domain = {
  ...require(`${common}/adapters`),
  ...require(`${common}/observed`),
  ...require(`${common}/sizing`),
  ...require(`${common}/validation`),
  ...require(`${common}/testUtils/compareSchemas`),
};

const [folder] = process.argv.slice(2);
const health = checkArgoHealth(folder, domain);
const ownSchemas = checkOwnSchemas(folder, domain);
const results = [
  ...health.results,
  ...checkCrdFields(folder),
  ...checkGpuFit(folder, domain),
  ...ownSchemas.results,
];
for (const { name, ok, detail } of results) {
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}: ${detail}`);
}
for (const kind of health.skipped) {
  console.log(`left   health of ${kind}: no adapter judges this kind`);
}
for (const kind of ownSchemas.skipped) {
  console.log(`left   own schema of ${kind}: there is no CRD of it`);
}
const failed = results.filter(({ ok }) => !ok).length;
console.log(`\n${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
