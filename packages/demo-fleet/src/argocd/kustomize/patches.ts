import { applyPatch } from 'fast-json-patch';
import { z } from 'zod';
import type { Manifest } from '../manifest';
import { groupOf, parseYaml, versionOf } from '../manifest';
import type { Kustomization } from './kustomization';

type Patch = NonNullable<Kustomization['patches']>[number];

const operations = z.array(
  z.union([
    z.strictObject({
      op: z.enum(['add', 'replace', 'test']),
      path: z.string(),
      value: z.unknown(),
    }),
    z.strictObject({ op: z.literal('remove'), path: z.string() }),
    z.strictObject({
      op: z.enum(['move', 'copy']),
      path: z.string(),
      from: z.string(),
    }),
  ]),
);

/** Applies one JSON 6902 patch to every object that its target names. */
export function withPatch(
  manifests: readonly Manifest[],
  patch: Patch,
  text: string,
  place: string,
): Manifest[] {
  const [document] = parseYaml(place, text);
  const parsed = operations.safeParse(document);
  if (!parsed.success) {
    throw new Error(
      `${place}: only JSON 6902 patches (a list of op, path, value) are understood`,
    );
  }
  const { target } = patch;
  if (!target) {
    throw new Error(`${place}: must specify a target for a JSON 6902 patch`);
  }
  return manifests.map(manifest =>
    matches(manifest, target)
      ? patched(manifest, parsed.data, place)
      : manifest,
  );
}

function patched(
  manifest: Manifest,
  list: z.infer<typeof operations>,
  place: string,
): Manifest {
  try {
    return applyPatch(structuredClone(manifest), list, true).newDocument;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : '';
    throw new Error(
      `${place}: cannot be applied to ${manifest.kind} ${manifest.metadata.name}: ${reason}`,
    );
  }
}

/** An empty field matches all; names are whole-string regular expressions. */
function matches(
  manifest: Manifest,
  target: NonNullable<Patch['target']>,
): boolean {
  const named = (pattern: string | undefined, actual: string | undefined) =>
    !pattern || new RegExp(`^(?:${pattern})$`).test(actual ?? '');
  return (
    (target.group === undefined || target.group === groupOf(manifest)) &&
    (target.version === undefined || target.version === versionOf(manifest)) &&
    named(target.kind, manifest.kind) &&
    named(target.name, manifest.metadata.name) &&
    named(target.namespace, manifest.metadata.namespace)
  );
}
