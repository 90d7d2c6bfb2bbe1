export { askOfPlacement, type NamespaceAsk } from './ask';
export { namespaceRoom, type NamespaceRoom } from './namespaceRoom';
export type { LimitVerdict, NamespaceLimit } from './types';
