import path from 'node:path';
import { findParts } from '../binaries/obtain';
import { ARGO_CD_PARTS, FLUX_PARTS } from '../binaries/parts';
import type { Environment } from '../environment/Environment';
import { startArgoCd } from './argocd';
import { startFlux } from './flux';

/** Which controllers run in an environment. */
export interface StartedControllers {
  readonly flux: boolean;
  readonly argocd: boolean;
}

/** Which controllers are there to be started, of those that take long to build. */
export async function builtControllers(env: NodeJS.ProcessEnv) {
  return {
    flux: await findParts(FLUX_PARTS, env),
    argocd: await findParts(ARGO_CD_PARTS, env),
  };
}

/**
 * Starts the controllers that were built: Flux in every cluster, Argo CD in
 * the first, which delivers to all. What was not built is left out.
 */
export async function startBuiltControllers(
  environment: Environment,
  options: {
    readonly env: NodeJS.ProcessEnv;
    readonly say: (line: string) => void;
  },
): Promise<StartedControllers> {
  const { clusters, directory } = environment;
  const [hub] = clusters;
  const built = await builtControllers(options.env);
  const started = environment.adopt.bind(environment);
  await Promise.all([
    built.flux &&
      startFlux(clusters, {
        commands: built.flux,
        directory: path.join(directory, 'flux'),
        started,
      }).then(() => options.say('Flux is ready')),
    built.argocd &&
      hub &&
      startArgoCd(hub, clusters, {
        commands: built.argocd,
        directory: path.join(directory, 'argocd'),
        started,
      }).then(() => options.say(`Argo CD is ready in ${hub.name}`)),
  ]);
  return {
    flux: built.flux !== undefined,
    argocd: built.argocd !== undefined,
  };
}
