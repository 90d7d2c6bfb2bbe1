export * from './repositoryUrl';
export * from './tenancy';
export * from './types';
