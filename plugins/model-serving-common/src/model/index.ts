export * from './artifacts';
export * from './artifactUri';
export * from './ModelEntityV1alpha1';
export * from './relations';
