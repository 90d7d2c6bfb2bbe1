import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const manifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
});

/** An object as a repository describes it. */
export type Manifest = z.infer<typeof manifestSchema>;

/** The objects in a YAML file; the error names the file. */
export function parseManifests(path: string, text: string): Manifest[] {
  return parseYaml(path, text).map(document => {
    const parsed = manifestSchema.safeParse(document);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new Error(
        `${path}: not a Kubernetes object: ${issue?.path.join('.')}: ${
          issue?.message
        }`,
      );
    }
    return parsed.data;
  });
}

/** The documents in a YAML file, empty ones left out. */
export function parseYaml(path: string, text: string): unknown[] {
  const documents = parseAllDocuments(text);
  return [...documents].flatMap(document => {
    const [error] = document.errors;
    if (error) {
      throw new Error(`${path}: ${error.message.split('\n')[0]}`);
    }
    const value: unknown = document.toJS();
    return value === null || value === undefined ? [] : [value];
  });
}

/** `apps/v1` → `apps`; empty for the core group. */
export function groupOf(manifest: { apiVersion: string }): string {
  const slash = manifest.apiVersion.indexOf('/');
  return slash < 0 ? '' : manifest.apiVersion.slice(0, slash);
}

export function versionOf(manifest: { apiVersion: string }): string {
  return manifest.apiVersion.split('/').at(-1) ?? '';
}
