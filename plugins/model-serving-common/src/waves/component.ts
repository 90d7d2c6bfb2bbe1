import { changeDependencies, clusterRef } from '../rendering/component';
import { SERVICE_PATHS } from '../rendering/paths';
import type { ServiceFiles } from '../rendering/types';
import { clustersOf, COMPONENT_COPY, WAVE_FOLDERS } from './paths';
import type { WavePlan } from './types';

const PATH = SERVICE_PATHS.component;
/** The Component as the change leaves it in the end. */
const AFTER = `${WAVE_FOLDERS.waiting}/${COMPONENT_COPY}`;
/** The Component as the change found it. */
const BEFORE = `${WAVE_FOLDERS.before}/${COMPONENT_COPY}`;

/** Keeps both ends of the Component, and writes how it is during the plan. */
export function startComponent(
  files: Map<string, string>,
  plan: WavePlan,
  ends: { readonly before: string | undefined; readonly after: string },
): void {
  if (ends.before === ends.after) {
    return;
  }
  if (ends.before !== undefined) {
    files.set(BEFORE, ends.before);
  }
  files.set(AFTER, ends.after);
  files.set(PATH, during(files, plan, ends.after));
}

/**
 * Brings the Component to the clusters that `files` have, from those that
 * `earlier` have. What people changed in it meanwhile stays.
 *
 * @param isLast - Whether no wave follows.
 */
export function moveComponent(
  files: Map<string, string>,
  earlier: ServiceFiles,
  plan: WavePlan,
  isLast: boolean,
): void {
  const after = earlier.get(AFTER);
  if (after === undefined) {
    return;
  }
  const present = earlier.get(PATH);
  if (present === undefined || present === during(earlier, plan, after)) {
    files.set(PATH, isLast ? after : during(files, plan, after));
    return;
  }
  const added = clustersOf(files).filter(
    name => !clustersOf(earlier).includes(name),
  );
  files.set(
    PATH,
    changeDependencies(PATH, present, plan.service, {
      add: added.map(clusterRef),
      remove: isLast && plan.modelBefore ? [plan.modelBefore] : [],
    }),
  );
}

/** Takes the Component back, with what people changed in it meanwhile. */
export function restoreComponent(
  files: Map<string, string>,
  earlier: ServiceFiles,
  plan: WavePlan,
  modelAfter: string | undefined,
): void {
  const before = earlier.get(BEFORE);
  const after = earlier.get(AFTER);
  const present = earlier.get(PATH);
  if (after === undefined || present === undefined || plan.isNew) {
    return;
  }
  if (before !== undefined && present === during(earlier, plan, after)) {
    files.set(PATH, before);
    return;
  }
  const left = clustersOf(earlier).filter(
    name => !clustersOf(files).includes(name),
  );
  files.set(
    PATH,
    changeDependencies(PATH, present, plan.service, {
      remove: [
        ...left.map(clusterRef),
        ...(plan.modelBefore && modelAfter ? [modelAfter] : []),
      ],
    }),
  );
}

/**
 * The Component while waves are to come: it is wanted where it is, and depends
 * on both Models, for both are served.
 */
function during(files: ServiceFiles, plan: WavePlan, after: string): string {
  const present = clustersOf(files);
  const hidden = plan.waves.flat().filter(name => !present.includes(name));
  return changeDependencies(PATH, after, plan.service, {
    add: plan.modelBefore ? [plan.modelBefore] : [],
    remove: hidden.map(clusterRef),
  });
}
