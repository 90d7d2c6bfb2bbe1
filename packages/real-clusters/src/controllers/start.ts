import path from 'node:path';
import { findParts } from '../binaries/obtain';
import { ARGO_CD_PARTS, FLUX_PARTS, KSERVE_PARTS } from '../binaries/parts';
import { startArgoCd } from '../delivery/argocd';
import { startFlux } from '../delivery/flux';
import type { Cluster } from '../environment/Cluster';
import type { Environment } from '../environment/Environment';
import { startKserve } from '../kserve/start';

/** Which controllers run in an environment. */
export interface StartedControllers {
  readonly flux: boolean;
  readonly argocd: boolean;
  readonly kserve: boolean;
}

/** Which controllers are there to be started, of those that take long to build. */
export async function builtControllers(env: NodeJS.ProcessEnv) {
  return {
    flux: await findParts(FLUX_PARTS, env),
    argocd: await findParts(ARGO_CD_PARTS, env),
    kserve: await findParts(KSERVE_PARTS, env),
  };
}

/**
 * Starts the controllers that were built: Flux in every cluster, Argo CD in
 * the first, which delivers to all, and KServe where it is wanted. What was
 * not built is left out.
 */
export async function startBuiltControllers(
  environment: Environment,
  options: {
    readonly env: NodeJS.ProcessEnv;
    readonly say: (line: string) => void;
    /** Default: in every cluster. */
    readonly kserveIn?: readonly Cluster[];
  },
): Promise<StartedControllers> {
  const { clusters, directory } = environment;
  const { say, kserveIn = clusters } = options;
  const [hub] = clusters;
  const built = await builtControllers(options.env);
  const started = environment.adopt.bind(environment);
  await Promise.all([
    built.flux &&
      startFlux(clusters, {
        commands: built.flux,
        directory: path.join(directory, 'flux'),
        started,
      }).then(() => say('Flux is ready')),
    built.argocd &&
      hub &&
      startArgoCd(hub, clusters, {
        commands: built.argocd,
        directory: path.join(directory, 'argocd'),
        started,
      }).then(() => say(`Argo CD is ready in ${hub.name}`)),
    ...kserveIn.map(
      cluster =>
        built.kserve &&
        startKserve(cluster, {
          commands: built.kserve,
          directory: path.join(directory, 'kserve'),
          started,
        }).then(() => say(`KServe is ready in ${cluster.name}`)),
    ),
  ]);
  return {
    flux: built.flux !== undefined,
    argocd: built.argocd !== undefined,
    kserve: built.kserve !== undefined,
  };
}
