import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { CompoundEntityRef } from '@backstage/catalog-model';
import { InputError, isError } from '@backstage/errors';
import { overviewSteps } from '@modelfleet/backstage-plugin-model-serving-common';
import type {
  FleetSnapshot,
  OverviewsView,
  ViewRequest,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { createTextBody } from './Bodies';
import type { Bodies, Body } from './Bodies';
import { checkKind } from './EntityReader';
import type { ViewedEntities } from './EntityReader';

/** Databases refuse some of them, which would be a fault of ours. */
const UNWRITABLE = /[\s\p{Cc}]/u;

/** @throws InputError that names the parameter and the ref. */
export function parseEntityRefs(
  refs: readonly string[],
  parameter: string,
): CompoundEntityRef[] {
  return refs.map(text =>
    parseRef(text, parameter, 'of a Model or a Component', checkKind),
  );
}

/** Full refs in the one way that they are compared. */
export function checkRefs(
  refs: readonly string[],
  parameter: string,
): string[] {
  return refs.map(text => stringifyEntityRef(parseRef(text, parameter)));
}

function parseRef(
  text: string,
  parameter: string,
  what: string = '',
  check: (ref: CompoundEntityRef) => void = () => {},
): CompoundEntityRef {
  try {
    if (UNWRITABLE.test(text)) {
      throw new InputError('it has characters that no name has');
    }
    const ref = parseEntityRef(text);
    check(ref);
    return ref;
  } catch (error) {
    throw new InputError(
      `Parameter '${parameter}' has '${text}', which is no full entity ref${
        what && ` ${what}`
      }: ${isError(error) ? error.message : error}`,
    );
  }
}

/**
 * The overviews of several entities. Each is shared with other viewers.
 */
export async function overviewsBody(
  refs: readonly CompoundEntityRef[],
  viewed: ReadonlyMap<string, ViewedEntities>,
  fleet: FleetSnapshot,
  deps: {
    readonly bodies: Bodies;
    readonly view: Omit<ViewRequest, 'fleet' | keyof ViewedEntities>;
  },
): Promise<Body> {
  const items: string[] = [];
  const missing: string[] = [];
  for (const entityRef of new Set(refs.map(ref => stringifyEntityRef(ref)))) {
    const about = viewed.get(entityRef);
    if (!about) {
      missing.push(entityRef);
      continue;
    }
    const body = await deps.bodies.of('overview', fleet, about, () =>
      overviewSteps({ ...deps.view, ...about, fleet }),
    );
    items.push(body.text);
  }
  const rest: Omit<OverviewsView, 'items'> = {
    version: fleet.version,
    missing,
  };
  // What is shared is text already, and is not parsed to be written again.
  return createTextBody(
    `${JSON.stringify(rest).slice(0, -1)},"items":[${items.join(',')}]}`,
  );
}
