import { setImmediate as turn } from 'node:timers/promises';

/** Milliseconds that the portal does nothing else. */
const LONGEST_STEP = 5;

/** Makes a view of many clusters without keeping others waiting. */
export async function inSteps<T>(steps: Generator<void, T>): Promise<T> {
  let began = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
    if (performance.now() - began > LONGEST_STEP) {
      await turn();
      began = performance.now();
    }
  }
}
