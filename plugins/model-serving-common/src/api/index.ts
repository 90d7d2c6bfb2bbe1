export * from './ModelServingApi';
export * from './ModelServingClient';
export * from './types';
