/**
 * From a Model to the Model that it was made from; the other direction is
 * {@link RELATION_BASE_OF}.
 *
 * @public
 */
export const RELATION_DERIVED_FROM = 'derivedFrom';

/**
 * From a Model to a Model that was made from it; the other direction is
 * {@link RELATION_DERIVED_FROM}.
 *
 * @public
 */
export const RELATION_BASE_OF = 'baseOf';
