export * from './artifacts';
export * from './artifactUri';
export * from './ModelEntityV1alpha1';
export * from './references';
export * from './relations';
export * from './validation';
