export * from './chooseModel';
export * from './matchVariant';
export * from './modelRef';
export * from './readRequest';
export * from './replacementQuestion';
export * from './toPlacement';
export * from './toServiceRequest';
