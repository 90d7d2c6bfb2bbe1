export * from './changeForm';
export * from './changeRouteRef';
export * from './useChangeLink';
export * from './usePresentService';
