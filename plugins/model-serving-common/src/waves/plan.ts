import { ConflictError, InputError } from '@backstage/errors';
import { checkName, CLUSTER_NAME, quote } from '../rendering/names';
import type { ServiceFiles } from '../rendering/types';
import {
  commentOver,
  formatDocument,
  newDocument,
  readDocument,
  setAt,
  valueAt,
} from '../rendering/yamlText';
import { clusterOfFile, filesIn, WAVE_FOLDERS, WAVES_FILE } from './paths';
import type { WaveClusters, WavePlan, WaveProgress } from './types';

const API_VERSION = 'modelfleet.dev/v1alpha1';
const KIND = 'WavePlan';
const MOST_WAVES = 50;

/**
 * Checks that every cluster of a change is in one wave, and that no wave names
 * another.
 *
 * @throws InputError naming the cluster.
 * @public
 */
export function checkWaves(
  waves: readonly WaveClusters[],
  clusters: readonly string[],
): void {
  requireUsable(
    waves,
    message => new InputError(`The plan of waves ${message}`),
  );
  const planned = waves.flat();
  const left = clusters.filter(cluster => !planned.includes(cluster));
  if (left.length > 0) {
    throw new InputError(
      `No wave has ${left.join(', ')}; every chosen cluster must be in one`,
    );
  }
  const other = planned.filter(cluster => !clusters.includes(cluster));
  if (other.length > 0) {
    throw new InputError(
      `A wave has ${other
        .map(quote)
        .join(
          ', ',
        )}, which the change is not for; choose it as well, or leave it out`,
    );
  }
}

/** The text of the plan's file. */
export function formatPlan(plan: WavePlan, gone: number): string {
  const document = newDocument({
    apiVersion: API_VERSION,
    kind: KIND,
    metadata: { name: plan.service },
    spec: {
      waves: plan.waves.map(clusters => ({ clusters })),
      gone,
      isNew: plan.isNew,
      ...(plan.modelBefore === undefined
        ? {}
        : { modelBefore: plan.modelBefore }),
      basedOn: plan.basedOn,
    },
  });
  document.commentBefore =
    ' A change that reaches clusters wave by wave. Modelfleet reads this; kustomize does not.';
  commentOver(
    document,
    ['spec', 'basedOn'],
    'What the plan was made from: a change beside it is noticed and not lost.',
  );
  return formatDocument(document);
}

/**
 * The plan's file when one more wave has gone. Every step of a plan changes
 * it, so that two of them that are made at once are noticed.
 */
export function countWave(text: string, gone: number): string {
  const document = readDocument(WAVES_FILE, text);
  return setAt(document, ['spec', 'gone'], gone)
    ? formatDocument(document)
    : text;
}

/**
 * Reads the plan of a service and how far it is.
 *
 * @returns `undefined` where a service has none.
 * @throws ConflictError when the files of the plan are not as they were
 * written.
 * @public
 */
export function readWaves(files: ServiceFiles): WaveProgress | undefined {
  const text = files.get(WAVES_FILE);
  if (text === undefined) {
    return undefined;
  }
  const { plan, gone } = readPlan(text);
  const ahead = plan.waves.slice(gone).flat();
  const stray = [...filesIn(files, WAVE_FOLDERS.waiting).keys()]
    .map(path => clusterOfFile(`${WAVE_FOLDERS.waiting}/${path}`))
    .find(name => name !== undefined && !ahead.includes(name));
  if (stray !== undefined) {
    throw faulty(`has no wave to come for ${WAVE_FOLDERS.waiting}/${stray}`);
  }
  return { plan, gone, isOpen: gone < plan.waves.length };
}

/**
 * Refuses another change while waves are to come: it would not find the
 * clusters that wait as it has to leave them.
 *
 * @throws ConflictError that says how far the present one is.
 */
export function requireNoWaves(files: ServiceFiles): void {
  const progress = readWaves(files);
  if (progress?.isOpen) {
    const { plan, gone } = progress;
    throw new ConflictError(
      `A change of ${plan.service} is under way in waves: ${gone} of ${plan.waves.length} have gone. Let the rest go, or stop the plan, before you change it otherwise.`,
    );
  }
}

function readPlan(text: string): { plan: WavePlan; gone: number } {
  const value = valueAt(readDocument(WAVES_FILE, text), []);
  const top = mapping(value, '', ['apiVersion', 'kind', 'metadata', 'spec']);
  if (top.apiVersion !== API_VERSION || top.kind !== KIND) {
    throw faulty(`is no ${KIND} of ${API_VERSION}`);
  }
  const { name } = mapping(top.metadata, 'metadata', ['name']);
  const spec = mapping(top.spec, 'spec', [
    'waves',
    'gone',
    'isNew',
    'modelBefore',
    'basedOn',
  ]);
  const { modelBefore } = spec;
  if (modelBefore !== undefined && typeof modelBefore !== 'string') {
    throw faulty('has a spec.modelBefore that is no entity reference');
  }
  if (typeof name !== 'string' || typeof spec.isNew !== 'boolean') {
    throw faulty('must have metadata.name and spec.isNew');
  }
  const waves = readWaveList(spec.waves);
  requireUsable(waves, faulty);
  return {
    plan: {
      service: name,
      waves,
      isNew: spec.isNew,
      ...(modelBefore === undefined ? {} : { modelBefore }),
      basedOn: texts(spec.basedOn),
    },
    gone: readCount(spec.gone, waves.length),
  };
}

function readCount(value: unknown, most: number): number {
  if (
    typeof value !== 'number' ||
    !Number.isInteger(value) ||
    value < 1 ||
    value > most
  ) {
    throw faulty(`has a spec.gone that is no number from 1 to ${most}`);
  }
  return value;
}

function readWaveList(value: unknown): string[][] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.map((entry, index) => {
    const at = `spec.waves[${index}]`;
    const { clusters } = mapping(entry, at, ['clusters']);
    const names: readonly unknown[] = Array.isArray(clusters) ? clusters : [];
    return names.map(name => {
      if (typeof name !== 'string') {
        throw faulty(`has a ${at}.clusters that is no list of names`);
      }
      return name;
    });
  });
}

function requireUsable(
  waves: readonly WaveClusters[],
  fault: (message: string) => Error,
): void {
  if (waves.length < 1 || waves.length > MOST_WAVES) {
    throw fault(`must have 1 to ${MOST_WAVES} waves, and has ${waves.length}`);
  }
  const seen = new Set<string>();
  for (const [index, clusters] of waves.entries()) {
    if (clusters.length === 0) {
      throw fault(`has no cluster in wave ${index + 1}`);
    }
    for (const name of clusters) {
      try {
        checkName('Cluster', name, CLUSTER_NAME);
      } catch (error) {
        throw fault(`names a cluster that is none: ${String(error)}`);
      }
      if (seen.has(name)) {
        throw fault(`has ${quote(name)} in two waves`);
      }
      seen.add(name);
    }
  }
}

function mapping(
  value: unknown,
  at: string,
  fields: readonly string[],
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw faulty(`has no mapping ${at}`);
  }
  const other = Object.keys(value).find(key => !fields.includes(key));
  if (other !== undefined) {
    throw faulty(
      `has an unknown field ${[at, other].filter(Boolean).join('.')}`,
    );
  }
  return value as Readonly<Record<string, unknown>>;
}

function texts(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(value ?? {}).map(([key, text]) => {
    if (typeof text !== 'string') {
      throw faulty(`has a spec.basedOn.${key} that is no text`);
    }
    return [key, text] as const;
  });
  return Object.fromEntries(entries);
}

function faulty(message: string): ConflictError {
  return new ConflictError(
    `${WAVES_FILE} ${message}; correct it in the repository, or stop the plan by reverting its commits`,
  );
}
