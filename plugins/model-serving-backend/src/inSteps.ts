import { setImmediate as turn } from 'node:timers/promises';

/** Milliseconds that the portal does nothing else. */
const LONGEST_STEP = 5;

/** Makes a view of many clusters without keeping others waiting. */
export async function inSteps<T>(
  steps: Generator<void, T>,
): Promise<{ readonly value: T; readonly ms: number }> {
  let before = 0;
  let began = performance.now();
  for (;;) {
    const step = steps.next();
    const ms = performance.now() - began;
    if (step.done) {
      return { value: step.value, ms: before + ms };
    }
    if (ms > LONGEST_STEP) {
      before += ms;
      await turn();
      began = performance.now();
    }
  }
}
