import {
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_HAS_PART,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import { RELATION_BASE_OF, RELATION_DERIVED_FROM } from './relations';

/**
 * A field of a Model that refers to other entities, and the relations that it
 * makes.
 *
 * @public
 */
export interface ModelReferenceField {
  /** Below `spec`. */
  readonly field: 'owner' | 'system' | 'baseModel' | 'datasets' | 'dependsOn';
  /** Of a reference that does not say its kind; without it, it must. */
  readonly defaultKind?: string;
  /** The kinds that may be meant; without it, any. */
  readonly allowedKinds?: readonly string[];
  /** From the Model to what it refers to. */
  readonly relation: string;
  /** Back to the Model. */
  readonly reverse: string;
}

/**
 * All references of a Model. A reference without a namespace is to the Model's
 * own. The processor, the catalog model layer and the validation read this one
 * list, so they cannot disagree.
 *
 * @public
 */
export const modelReferenceFields: readonly ModelReferenceField[] = [
  {
    field: 'owner',
    defaultKind: 'Group',
    allowedKinds: ['Group', 'User'],
    relation: RELATION_OWNED_BY,
    reverse: RELATION_OWNER_OF,
  },
  {
    field: 'system',
    defaultKind: 'System',
    allowedKinds: ['System'],
    relation: RELATION_PART_OF,
    reverse: RELATION_HAS_PART,
  },
  {
    field: 'baseModel',
    defaultKind: 'Model',
    allowedKinds: ['Model'],
    relation: RELATION_DERIVED_FROM,
    reverse: RELATION_BASE_OF,
  },
  {
    field: 'datasets',
    defaultKind: 'Resource',
    relation: RELATION_DEPENDS_ON,
    reverse: RELATION_DEPENDENCY_OF,
  },
  {
    field: 'dependsOn',
    relation: RELATION_DEPENDS_ON,
    reverse: RELATION_DEPENDENCY_OF,
  },
];
