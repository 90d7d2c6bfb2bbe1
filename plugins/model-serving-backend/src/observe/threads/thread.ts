// The file that a thread begins with. It is part of the plugin like any other,
// so that builds carry it along; where it is imported, it only says its path.
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { ThreadData } from './messages';
import { runThread } from './runThread';

export const THREAD_FILE = __filename;

function isOurs(data: unknown): data is ThreadData {
  return (
    typeof data === 'object' &&
    data !== null &&
    'modelServing' in data &&
    data.modelServing === 'observer'
  );
}

if (!isMainThread && parentPort && isOurs(workerData)) {
  runThread(parentPort, workerData);
}
