import { CONFIRMED } from '../fleet/__fixtures__/staticFleet';
import { SampleIndex, type MetricsAnswers } from './answers';
import type { MeasureName } from './measures';
import type { PodSample, SetSeries, TimeGrid } from './samples';

type Said =
  /** By pod of namespace `chat`. */
  | Readonly<Record<string, number>>
  /** Buckets of one pod. */
  | { readonly pod: string; readonly buckets: Readonly<Record<string, number>> }
  | { readonly error: string };

export interface Saying {
  readonly now?: Partial<Record<MeasureName, Said>>;
  readonly past?: Partial<Record<MeasureName, readonly SetSeries[]>>;
  readonly grid?: TimeGrid;
  /** Of a source that keeps no past. */
  readonly since?: string;
}

/** One source that says this of cluster `east`, and nothing of others. */
export function answersOf(saying: Saying): MetricsAnswers {
  const source = 'store';
  const young = saying.since && { since: saying.since };
  return {
    now(cluster, measure) {
      if (cluster !== 'east') return [];
      const said = saying.now?.[measure];
      if (said && 'error' in said && typeof said.error === 'string') {
        return [{ status: 'error', source, message: said.error }];
      }
      return [
        {
          status: 'ok',
          source,
          confirmedAt: CONFIRMED,
          windowSeconds: 300,
          ...young,
          samples: SampleIndex.create(said ? samplesOf(said) : []),
        },
      ];
    },
    past(cluster, measure) {
      const series = saying.past?.[measure];
      if (cluster !== 'east' || !series) return [];
      const grid = saying.grid ?? { from: 0, step: 60, count: 3 };
      return [{ status: 'ok', source, grid, ...young, series }];
    },
    sources: cluster =>
      cluster === 'east'
        ? [
            {
              id: source,
              type: 'prometheus',
              title: 'The store',
              status: 'ok',
              warnings: [],
            },
          ]
        : [],
  };
}

function samplesOf(said: Said): PodSample[] {
  const place = { cluster: 'east', namespace: 'chat' };
  if ('buckets' in said && typeof said.buckets === 'object') {
    const { pod, buckets } = said;
    return Object.entries(buckets).map(([le, value]) => ({
      ...place,
      pod: String(pod),
      le: le === '+Inf' ? Infinity : Number(le),
      value,
    }));
  }
  return Object.entries(said).map(([pod, value]) => ({
    ...place,
    pod,
    product: 'NVIDIA H100',
    value: Number(value),
  }));
}
