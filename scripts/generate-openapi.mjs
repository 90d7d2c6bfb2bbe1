// Writes what is generated from the OpenAPI document: the server's copy of the
// document and the types that server and client share. With --check it writes
// nothing and fails when a file on disk is not what would be written.
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import prettier from 'prettier';
import { parse } from 'yaml';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const source = path.join(
  root,
  'plugins/model-serving-backend/src/schema/openapi.yaml',
);
const banner =
  '// Generated from openapi.yaml by `npm run openapi`. Do not edit.\n';

/** The generator writes JSDoc's tags, which TSDoc does not know. */
function withoutForeignTags(types) {
  return types
    .replace(/\/\*\* @(enum|constant)\b[^\n]*\*\/\n/g, '')
    .replace(/\n\s+\* @(enum|constant)\b[^\n]*/g, '')
    .replace(/@description /g, '');
}

async function outputs() {
  const document = parse(await fs.readFile(source, 'utf8'));
  const types = astToString(
    await openapiTS(pathToFileURL(source), { alphabetize: false }),
  );
  return [
    {
      file: 'plugins/model-serving-backend/src/schema/openapi.generated.ts',
      text: `${banner}export const spec = ${JSON.stringify(
        document,
      )} as const;\n`,
    },
    {
      file: 'plugins/model-serving-common/src/api/openapi.generated.ts',
      // The API report wants every exported type to say whom it is for.
      text: `${banner}\n${withoutForeignTags(types).replace(
        'export interface components {',
        '/** What goes over the wire. @public */\nexport interface components {',
      )}`,
    },
  ];
}

const check = process.argv.includes('--check');
const options = await prettier.resolveConfig(root);
let stale = 0;
for (const { file, text } of await outputs()) {
  const target = path.join(root, file);
  const wanted = prettier.format(text, { ...options, parser: 'typescript' });
  const found = await fs.readFile(target, 'utf8').catch(() => undefined);
  if (found === wanted) continue;
  if (check) {
    console.error(`${file} is not what openapi.yaml says: run npm run openapi`);
    stale += 1;
  } else {
    await fs.mkdir(path.dirname(target), { recursive: true });
    await fs.writeFile(target, wanted);
    console.log(`wrote ${file}`);
  }
}
process.exitCode = stale > 0 ? 1 : 0;
