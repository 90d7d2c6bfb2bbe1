export * from './ModelEntityV1alpha1';
export * from './relations';
