export {
  checkOverlay,
  kindsOf,
  type CheckedOverlay,
  type SchemaAnswer,
} from './checkOverlay';
export { checkPodSecurity } from './checkPodSecurity';
export { checkRoom, type CheckedRoom } from './checkRoom';
export { OwnSchemas, type OwnSchema } from './ownSchemas/OwnSchemas';
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
