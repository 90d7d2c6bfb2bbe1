export * from './ModelServingApi';
export * from './ModelServingClient';
export type { components as ApiComponents } from './openapi.generated';
export * from './types';
