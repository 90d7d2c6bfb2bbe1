export { askOfPlacement, type ContainerAsk, type NamespaceAsk } from './ask';
export { asksOfManifests } from './askOfManifests';
export { namespaceRoom, type NamespaceRoom } from './namespaceRoom';
export type { LimitVerdict, NamespaceLimit } from './types';
