export * from './chooseModel';
export * from './modelRef';
export * from './toPlacement';
export * from './toServiceRequest';
