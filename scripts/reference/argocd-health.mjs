// Holds our verdicts against Argo CD's own samples: the same object must get
// the same word. Where we differ on purpose (the README of the common package
// has the list) the samples are silent, and unit tests hold the difference.
// The samples are not part of this repository; `npm run test:reference` says
// where they are.
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const NOW = new Date('2026-01-01T00:00:00Z');

/** A live cluster that has one object. */
function clusterWith(
  adapter,
  object,
  { observedProjections, resourceId, recordKey },
) {
  const projection = observedProjections.find(
    ({ resource }) => resourceId(resource) === resourceId(adapter),
  );
  const record = projection.project(object);
  const confirmedAt = NOW.toISOString();
  return {
    cluster: {
      name: 'reference',
      title: 'reference',
      simulated: false,
      state: { status: 'live', confirmedAt, forbidden: [] },
    },
    aliases: [],
    records: ({ resource }) =>
      resourceId(resource) === resourceId(adapter) && record
        ? new Map([[recordKey(record.meta), record]])
        : new Map(),
    knowledge: () => ({ status: 'observed', confirmedAt }),
    changedAt: () => undefined,
  };
}

/** A delivery has a status of its own, which has the same meaning. */
const VERDICTS = {
  synced: 'healthy',
  syncing: 'progressing',
  outOfSync: 'progressing',
  failed: 'degraded',
  suspended: 'suspended',
  unknown: 'unknown',
};

/** Our word for an object, and why. */
function judge(adapter, object, domain) {
  let cluster;
  try {
    cluster = clusterWith(adapter, object, domain);
  } catch (error) {
    if (!(error instanceof domain.InvalidObjectError)) throw error;
    return { verdict: 'not readable', reason: error.message };
  }
  // The samples serve no models: they are looked at as if an entity chose them.
  const isSelected = () => true;
  const seen = domain.assessmentContext(cluster, NOW, { isSelected });
  const [assessed] = domain.assessWorkloads(seen);
  if (assessed) return assessed.workload.judgement;
  const [claim] = domain.readDeliveries(seen);
  if (!claim) return undefined;
  const { status } = claim.delivery;
  return { verdict: VERDICTS[status], reason: status };
}

/**
 * One sample was written by hand with an object for an empty list, which its
 * CRD does not let an API server store.
 */
function asServed(object) {
  const conditions = object.status?.conditions;
  if (!conditions || Object.keys(conditions).length > 0) return object;
  return { ...object, status: { ...object.status, conditions: [] } };
}

function check({ folder, group, kind, test }, adapter, domain) {
  const file = path.join(folder, group, kind, test.inputPath);
  const object = asServed(parse(fs.readFileSync(file, 'utf8')));
  const actual = judge(adapter, object, domain);
  const argo = test.healthStatus.status.toLowerCase();
  const sample = `${group}/${kind}/${path.basename(test.inputPath, '.yaml')}`;
  return {
    name: `health of ${sample}`,
    ok: actual?.verdict === argo,
    detail: `${actual?.verdict} (${actual?.reason}), Argo CD says ${argo}`,
  };
}

/**
 * Checks `argocd-health/` of a reference folder, for the kinds that have an
 * adapter. The others are named in `skipped`.
 *
 * @param {string} reference
 * @param {object} domain exports of the common package
 * @returns {{ results: { name: string, ok: boolean, detail: string }[], skipped: string[] }}
 */
export function checkArgoHealth(reference, domain) {
  const folder = path.join(reference, 'argocd-health');
  const results = [];
  const skipped = [];
  const kinds = fs
    .readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(({ name: group }) =>
      fs.readdirSync(path.join(folder, group)).map(kind => ({ group, kind })),
    );
  for (const { group, kind } of kinds) {
    const { workloads, deliveries } = domain.defaultAdapters;
    const adapter = [...workloads, ...deliveries].find(
      ({ resource }) => resource.group === group && resource.kind === kind,
    )?.resource;
    if (!adapter) {
      skipped.push(`${group}/${kind}`);
      continue;
    }
    const { tests } = parse(
      fs.readFileSync(
        path.join(folder, group, kind, 'health_test.yaml'),
        'utf8',
      ),
    );
    for (const test of tests) {
      results.push(check({ folder, group, kind, test }, adapter, domain));
    }
  }
  return { results, skipped };
}
