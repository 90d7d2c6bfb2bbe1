import { parse, parseAllDocuments } from 'yaml';
import { serviceCombinations } from '../testUtils';
import { resolveOverlay } from '../validation';
import { parseService } from './parseService';
import { renderService } from './renderService';

/** One of each: the rest differ in what another of these has too. */
const combinations = serviceCombinations();

function some(step: number) {
  return combinations.filter((_, index) => index % step === 0);
}

describe('every combination of choices', () => {
  it('is there once', () => {
    expect(new Set(combinations.map(({ name }) => name)).size).toBe(
      combinations.length,
    );
    expect(combinations.length).toBeGreaterThan(3000);
  });

  it('is written the same twice, and not again over itself', () => {
    for (const { request } of some(37)) {
      const { files } = renderService(request);
      expect([...renderService(request).files]).toEqual([...files]);
      const again = renderService(request, files);
      expect(again.changed).toEqual([]);
      expect(again.removed).toEqual([]);
      expect(again.notUnderstood).toEqual([]);
    }
  });

  it('is read back as it was chosen', () => {
    for (const { request } of some(41)) {
      const { files, choices } = renderService(request);
      const parsed = parseService(files, request.platform?.costLabel);
      const { runtime, queueTarget, ...operations } = choices;
      expect(parsed.runtime).toBe(runtime);
      expect(parsed.operations).toEqual({
        ...operations,
        ...(choices.autoscaling === 'none' ? {} : { queueTarget }),
      });
      expect(parsed.placements.map(({ replicas }) => replicas)).toEqual([
        2, 1, 1, 1,
      ]);
    }
  });

  it('resolves in every cluster, to what the choices name and nothing else', () => {
    for (const { request } of some(53)) {
      const { files, choices } = renderService(request);
      for (const { cluster } of request.placements) {
        const { manifests, errors, notResolved } = resolveOverlay(
          files,
          cluster,
        );
        expect(errors).toEqual([]);
        expect(notResolved).toEqual([]);
        const kinds = manifests.map(({ object }) => String(object.kind));
        const expected: [string, boolean][] = [
          ['InferenceService', choices.runtime === 'kserve'],
          ['Deployment', choices.runtime === 'deployment'],
          ['Service', choices.runtime === 'deployment'],
          ['HorizontalPodAutoscaler', choices.autoscaling === 'hpa'],
          ['ScaledObject', choices.autoscaling === 'keda'],
          ['PodDisruptionBudget', choices.disruptionBudget],
          ['NetworkPolicy', choices.networkPolicy],
          ['HTTPRoute', choices.exposure === 'httproute'],
          ['Ingress', choices.exposure === 'ingress'],
          ['PodMonitor', choices.monitoring],
          ['PrometheusRule', choices.alerts],
          ['ExternalSecret', choices.hubToken],
          ['ServiceAccount', choices.hubToken && choices.runtime === 'kserve'],
          ['PersistentVolumeClaim', choices.modelCache === 'volume'],
        ];
        expect(kinds.sort()).toEqual(
          expected
            .filter(([, wanted]) => wanted)
            .map(([kind]) => kind)
            .sort(),
        );
        // Never a secret, and never a place outside the tenant's namespace.
        for (const { object } of manifests) {
          expect(object).toMatchObject({ metadata: { namespace: 'chat' } });
          expect(object.kind).not.toBe('Secret');
        }
      }
    }
  });

  it('goes from each to each without leaving anything of the one before', () => {
    const steps = some(211);
    let files = new Map<string, string>();
    for (const { request } of steps) {
      const before = files;
      const over = renderService(request, before);
      const fresh = renderService(request);
      expect([...over.files.keys()].sort()).toEqual(
        [...fresh.files.keys()].sort(),
      );
      for (const [path, text] of fresh.files) {
        const read = (value: string) =>
          parseAllDocuments(value).map(document => document.toJS());
        const normal = (value: string) =>
          path.endsWith('kustomization.yaml')
            ? sorted(parse(value))
            : read(value);
        expect([path, normal(over.files.get(path) ?? '')]).toEqual([
          path,
          normal(text),
        ]);
      }
      files = new Map(over.files);
    }
  });
});

/** The order of resources and patches is that of their making. */
function sorted(kustomization: Record<string, unknown>) {
  const list = (value: unknown) =>
    Array.isArray(value)
      ? value.map(entry => JSON.stringify(entry)).sort()
      : value;
  return {
    ...kustomization,
    resources: list(kustomization.resources),
    patches: list(kustomization.patches),
  };
}
