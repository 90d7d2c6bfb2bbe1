export {
  checkOverlay,
  kindsOf,
  type CheckedOverlay,
  type SchemaAnswer,
} from './checkOverlay';
export { checkQuota } from './checkQuota';
export { resolveOverlay } from './manifests/resolveOverlay';
export type {
  Manifest,
  ManifestNote,
  ResolvedOverlay,
} from './manifests/types';
export {
  findKindSchema,
  type GroupVersionKind,
  type KindSchema,
} from './schema/kindSchema';
