import type { RepositorySnapshot } from '../git/repository';
import type { DraftMeta } from '../objects/kubeObject';
import { controlledBy } from '../objects/kubeObject';
import type { ApplicationSet, ApplicationSpec } from '../resources/argocd';
import { applicationSpec } from '../resources/argocd';
import { foldersOf, matchesGlob } from './glob';
import { renderDeep } from './goTemplate';

/** An Application that a rule wants. */
export interface WantedApplication {
  readonly metadata: DraftMeta;
  readonly spec: ApplicationSpec;
}

/** The Applications of an ApplicationSet with git directory generators. */
export function generateApplications(
  set: ApplicationSet,
  snapshot: RepositorySnapshot,
): WantedApplication[] {
  const folders = foldersOf(snapshot.files.keys());
  return set.spec.generators.flatMap(({ git, ...others }) => {
    const [unknown] = Object.keys(others);
    if (!git || unknown !== undefined) {
      throw new Error(
        `generator "${
          unknown ?? 'none'
        }" is not understood: this Argo CD has git directories alone`,
      );
    }
    return folders
      .filter(folder => isChosen(folder, git.directories))
      .map(folder => applicationFor(set, folder));
  });
}

function isChosen(
  folder: string,
  rules: readonly { path: string; exclude?: boolean | undefined }[],
): boolean {
  const matching = rules.filter(rule => matchesGlob(rule.path, folder));
  return matching.length > 0 && !matching.some(rule => rule.exclude);
}

function applicationFor(
  set: ApplicationSet,
  folder: string,
): WantedApplication {
  const segments = folder.split('/');
  const basename = segments.at(-1) ?? '';
  const path = {
    path: folder,
    basename,
    basenameNormalized: basename.toLowerCase().replace(/[^a-z0-9-.]/g, '-'),
    segments,
  };
  const { metadata, spec } = set.spec.template;
  const rendered = renderDeep({ metadata, spec }, { path });
  const parsed = set.spec.template;
  const name = textIn(rendered, 'name');
  return {
    metadata: {
      name,
      ...(set.metadata.namespace ? { namespace: set.metadata.namespace } : {}),
      labels: mapIn(rendered, 'labels'),
      annotations: mapIn(rendered, 'annotations'),
      ...(parsed.metadata.finalizers
        ? { finalizers: parsed.metadata.finalizers }
        : {}),
      ownerReferences: [controlledBy(set)],
    },
    spec: applicationSpec.parse(fieldIn(rendered, 'spec')),
  };
}

function fieldIn(rendered: unknown, field: string): unknown {
  return typeof rendered === 'object' && rendered !== null
    ? new Map(Object.entries(rendered)).get(field)
    : undefined;
}

function textIn(rendered: unknown, field: string): string {
  return String(fieldIn(fieldIn(rendered, 'metadata'), field) ?? '');
}

function mapIn(rendered: unknown, field: string): Record<string, string> {
  const value = fieldIn(fieldIn(rendered, 'metadata'), field);
  return Object.fromEntries(
    Object.entries(value ?? {}).map(([key, item]) => [key, String(item)]),
  );
}
