import type { ServiceFiles } from '../rendering/types';

/** The plan of a service's waves, below its folder. kustomize never reads it. */
export const WAVES_FILE = 'waves.yaml';

/**
 * Folders of a plan that is under way. They stand beside `base` and `clusters`,
 * as deep as these, so that whatever a file refers to is found from its copy
 * too, and so that a wave is a move of files.
 */
export const WAVE_FOLDERS = {
  /** The base that clusters are given; it becomes `base` with the last wave. */
  next: 'next',
  /** A folder for each cluster whose wave has yet to go. */
  waiting: 'waiting',
  /** A folder for each cluster that has gone, as it was: what a stop restores. */
  before: 'before',
} as const;

/** The Component's text; catalog providers that search whole repositories take no file of this name. */
export const COMPONENT_COPY = 'component.yaml';

/**
 * The cluster that a file is of; `undefined` for what several share.
 *
 * @param path - Below the service's folder.
 * @public
 */
export function clusterOfFile(path: string): string | undefined {
  return /^(?:clusters|waiting|before)\/([^/]+)\//.exec(path)?.[1];
}

/** Whether a file is a plan's own. */
export function isOfPlan(path: string): boolean {
  return (
    path === WAVES_FILE ||
    Object.values(WAVE_FOLDERS).some(folder => path.startsWith(`${folder}/`))
  );
}

/** The files below a folder, by path below it. */
export function filesIn(files: ServiceFiles, folder: string): ServiceFiles {
  const prefix = `${folder}/`;
  return new Map(
    [...files]
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, text]) => [path.slice(prefix.length), text]),
  );
}

/** Makes a folder what is given, and nothing else. */
export function setFolder(
  files: Map<string, string>,
  folder: string,
  content: ServiceFiles,
): void {
  for (const path of filesIn(files, folder).keys()) {
    files.delete(`${folder}/${path}`);
  }
  for (const [path, text] of content) {
    files.set(`${folder}/${path}`, text);
  }
}

/** Whether two folders hold the same. */
export function isSameFolder(left: ServiceFiles, right: ServiceFiles): boolean {
  return (
    left.size === right.size &&
    [...left].every(([path, text]) => right.get(path) === text)
  );
}

/** Clusters that have a folder to be delivered from. */
export function clustersOf(files: ServiceFiles): string[] {
  const names = [...filesIn(files, 'clusters').keys()].flatMap(path =>
    path.includes('/') ? path.split('/')[0] ?? [] : [],
  );
  return [...new Set(names)];
}
