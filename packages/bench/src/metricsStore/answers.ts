import { SHARED_SERVICES } from '../fleet/contents';

const PODS_OF_A_SERVICE = 2;
const FREE_GPUS = 4;
const BOUNDS = [
  0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5,
  7.5, 10, 20, 40, 80, 160, 640,
].map(String);

type Labels = Readonly<Record<string, string>>;

/** How many series an answer has, and its JSON. */
export interface StoreAnswer {
  readonly series: number;
  readonly body: string;
}

/**
 * What a store of many clusters answers to the queries of the product: it tells
 * them apart by what they group by, and computes nothing.
 */
export function answerQuery(
  clusters: readonly string[],
  form: URLSearchParams,
): StoreAnswer {
  const query = form.get('query') ?? '';
  const groups = /^\w+ by \(([^)]*)\)/.exec(query)?.[1]?.split(', ') ?? [];
  const beginning = /pod=~"\(([^)]*)\)-/.exec(query)?.[1]?.split('|')[0];
  const rows = clusters
    .flatMap(cluster => labelsIn(cluster, groups, beginning))
    .flatMap((labels): Labels[] =>
      groups.includes('le')
        ? [...BOUNDS, '+Inf'].map(le => ({ ...labels, le }))
        : [labels],
    );
  const start = Number(form.get('start'));
  const end = Number(form.get('end'));
  const step = Number(form.get('step'));
  const isRange = form.has('step');
  const result = rows.map(metric => {
    const value = metric.le === '+Inf' ? '22' : '1';
    if (!isRange) return { metric, value: [Number(form.get('time')), value] };
    const values: [number, string][] = [];
    for (let at = start; at <= end; at += step) values.push([at, value]);
    return { metric, values };
  });
  const resultType = isRange ? 'matrix' : 'vector';
  return {
    series: result.length,
    body: JSON.stringify({ status: 'success', data: { resultType, result } }),
  };
}

function labelsIn(
  cluster: string,
  groups: readonly string[],
  beginning: string | undefined,
): Labels[] {
  const isOfDevices = groups.includes('mf_product');
  const product: Labels = isOfDevices
    ? { mf_product: 'NVIDIA H100 80GB HBM3' }
    : {};
  if (!groups.includes('mf_namespace')) return [{ cluster, ...product }];
  const bySet = groups.includes('mf_set');
  const pods = SHARED_SERVICES.filter(
    ({ name }) => !beginning || beginning === `${name}-predictor`,
  ).flatMap(({ name, namespace }): Labels[] => {
    const set = `${name}-predictor-5d9c7`;
    const common = { cluster, mf_namespace: namespace, ...product };
    return bySet
      ? [{ ...common, mf_set: set }]
      : Array.from({ length: PODS_OF_A_SERVICE }, (_, index) => ({
          ...common,
          mf_pod: `${set}-${index}`,
        }));
  });
  const free = Array.from(
    { length: isOfDevices ? FREE_GPUS : 0 },
    (_, index) => ({
      cluster,
      mf_namespace: 'gpu-operator',
      mf_pod: `dcgm-exporter-${index}`,
      ...product,
    }),
  );
  return bySet ? pods : [...pods, ...free];
}
