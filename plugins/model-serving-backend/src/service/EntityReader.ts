import {
  parseEntityRef,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CompoundEntityRef, Entity } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import type { ViewRequest } from '@modelfleet/backstage-plugin-model-serving-common';
import type { EntitiesByRefs } from '../recent';
import type { FleetOptions } from './Fleet';

const SERVICE_TYPE = 'inference-service';
const KEPT_GUESSES = 1_000;

/** What a view of an entity is about, as far as the caller may see it. */
export type ViewedEntities = Pick<
  ViewRequest,
  'entity' | 'services' | 'models'
>;

/**
 * Reads from the catalog what views are about, always as the caller. What is
 * remembered is only which others were asked for along
 * with an entity the last time: they are asked for in the same request, and
 * are used only if the entity, as it is now, is related to them.
 */
export class EntityReader {
  readonly #catalog: EntitiesByRefs;
  /** By entity; the one that was used last comes last. */
  readonly #guesses = new Map<string, readonly string[]>();

  static create(catalog: EntitiesByRefs): EntityReader {
    return new EntityReader(catalog);
  }

  private constructor(catalog: EntitiesByRefs) {
    this.#catalog = catalog;
  }

  /** @throws NotFoundError for an entity that is not there, or not for them. */
  async read(
    ref: CompoundEntityRef,
    options: FleetOptions,
  ): Promise<ViewedEntities> {
    checkKind(ref);
    const entityRef = stringifyEntityRef(ref);
    const viewed = (await this.readAll([ref], options)).get(entityRef);
    if (!viewed) {
      throw new NotFoundError(`There is no entity ${entityRef}`);
    }
    return viewed;
  }

  /**
   * What views of several entities are about, by full ref: in two requests to
   * the catalog at most, however many they are. Those that are not there, or
   * not for the caller, are left out.
   */
  async readAll(
    refs: readonly CompoundEntityRef[],
    options: FleetOptions,
  ): Promise<ReadonlyMap<string, ViewedEntities>> {
    const entityRefs = [...new Set(refs.map(ref => stringifyEntityRef(ref)))];
    const guessed = entityRefs.flatMap(ref => this.#guesses.get(ref) ?? []);
    const found = await this.#fetch(
      [...new Set([...entityRefs, ...guessed])],
      options,
    );
    const relatedTo = new Map<string, readonly string[]>();
    for (const ref of entityRefs) {
      const entity = found.get(ref);
      if (entity) {
        const related = relatedRefs(entity);
        relatedTo.set(ref, related);
        this.#remember(ref, related);
      }
    }
    const missing = [...relatedTo.values()]
      .flat()
      .filter(related => !found.has(related));
    const others = await this.#fetch([...new Set(missing)], options);
    const viewed = new Map<string, ViewedEntities>();
    for (const [ref, wanted] of relatedTo) {
      const entity = found.get(ref);
      const related = wanted
        .map(one => found.get(one) ?? others.get(one))
        .filter(one => one !== undefined);
      if (entity) {
        viewed.set(ref, viewedEntities(entity, related));
      }
    }
    return viewed;
  }

  /** Those that are not there, or not for the caller, are `undefined`. */
  async #fetch(
    entityRefs: string[],
    options: FleetOptions,
  ): Promise<ReadonlyMap<string, Entity | undefined>> {
    if (entityRefs.length === 0) return new Map();
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs },
      options,
    );
    return new Map(entityRefs.map((ref, index) => [ref, items[index]]));
  }

  #remember(entityRef: string, related: readonly string[]): void {
    this.#guesses.delete(entityRef);
    this.#guesses.set(entityRef, related);
    const [oldest] = this.#guesses.keys();
    if (this.#guesses.size > KEPT_GUESSES && oldest !== undefined) {
      this.#guesses.delete(oldest);
    }
  }
}

/** @throws InputError for a kind that has no rollout. */
export function checkKind({ kind }: CompoundEntityRef): void {
  if (!isModel(kind) && !isKind(kind, 'component')) {
    throw new InputError(
      `Kind '${kind}' has no rollout; allowed: Model, Component`,
    );
  }
}

function isModel(kind: string): boolean {
  return isKind(kind, 'model');
}

function isKind(kind: string, expected: string): boolean {
  return kind.toLocaleLowerCase('en-US') === expected;
}

function relatedRefs(entity: Entity): string[] {
  return isModel(entity.kind)
    ? refsOf(entity, RELATION_DEPENDENCY_OF, 'component')
    : refsOf(entity, RELATION_DEPENDS_ON, 'model');
}

function viewedEntities(entity: Entity, related: Entity[]): ViewedEntities {
  return isModel(entity.kind)
    ? {
        entity,
        services: related.filter(({ spec }) => spec?.type === SERVICE_TYPE),
        models: [entity],
      }
    : { entity, services: [entity], models: related };
}

function refsOf(entity: Entity, relation: string, kind: string): string[] {
  const refs = (entity.relations ?? [])
    .filter(
      ({ type, targetRef }) =>
        type === relation && parseEntityRef(targetRef).kind === kind,
    )
    .map(({ targetRef }) => targetRef);
  return [...new Set(refs)];
}
