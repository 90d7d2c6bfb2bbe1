import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { z } from 'zod';

const POLL_MS = 50;
const STOP_WITHIN_MS = 10_000;
const TAIL_LINES = 15;

/** Enough to find a process again from another run, and to know it is ours. */
export const processRecordSchema = z.object({
  name: z.string(),
  pid: z.number().int().positive(),
  command: z.string(),
  logFile: z.string(),
});

export type ProcessRecord = z.infer<typeof processRecordSchema>;

/**
 * Starts a command in a process group of its own, so that all it starts can
 * be stopped with it. Its output goes to a file: it may outlive this process.
 */
export async function startProcess(options: {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly logFile: string;
  readonly env?: NodeJS.ProcessEnv;
}): Promise<ProcessRecord> {
  await fs.mkdir(path.dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a', 0o600);
  try {
    const child = spawn(options.command, options.args, {
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...process.env, ...options.env },
    });
    const pid = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('spawn', () => resolve(child.pid ?? 0));
    });
    child.unref();
    return {
      name: options.name,
      pid,
      command: options.command,
      logFile: options.logFile,
    };
  } finally {
    closeSync(log);
  }
}

/** Whether the process runs and is still the one that was started. */
export async function isRunning(record: ProcessRecord): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)('ps', [
      '-o',
      'stat=,args=',
      '-p',
      String(record.pid),
    ]);
    const [state = '', ...args] = stdout.trim().split(/\s+/);
    return !state.startsWith('Z') && args[0] === record.command;
  } catch {
    // `ps` fails when there is no such process.
    return false;
  }
}

function signalGroup(record: ProcessRecord, signal: NodeJS.Signals): void {
  try {
    process.kill(-record.pid, signal);
  } catch {
    // It has ended by itself.
  }
}

async function endsWithin(
  records: readonly ProcessRecord[],
  milliseconds: number,
): Promise<ProcessRecord[]> {
  const deadline = Date.now() + milliseconds;
  let left = [...records];
  for (;;) {
    const running = await Promise.all(left.map(isRunning));
    left = left.filter((_, index) => running[index]);
    if (left.length === 0 || Date.now() > deadline) return left;
    await sleep(POLL_MS);
  }
}

/** Asks processes to end, waits, and ends those that did not. */
export async function stopProcesses(
  records: readonly ProcessRecord[],
): Promise<void> {
  const ours = await endsWithin(records, 0);
  for (const record of ours) signalGroup(record, 'SIGTERM');
  const stubborn = await endsWithin(ours, STOP_WITHIN_MS);
  for (const record of stubborn) signalGroup(record, 'SIGKILL');
  await endsWithin(stubborn, STOP_WITHIN_MS);
}

async function tail(file: string): Promise<string> {
  const text = await fs.readFile(file, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
}

/**
 * Waits until a process that was started answers.
 *
 * @throws with the end of its log when it ended or took too long.
 */
export async function waitUntilReady(
  record: ProcessRecord,
  ready: (signal: AbortSignal) => Promise<boolean>,
  options: { readonly withinMs: number; readonly signal?: AbortSignal },
): Promise<void> {
  const deadline = Date.now() + options.withinMs;
  let polls = 0;
  for (;;) {
    options.signal?.throwIfAborted();
    const answer = await ready(AbortSignal.timeout(2_000)).catch(() => false);
    if (answer) return;
    polls += 1;
    const ended = polls % 10 === 0 && !(await isRunning(record));
    if (ended || Date.now() > deadline) {
      throw new Error(
        `${record.name} ${
          ended ? 'ended' : `was not ready within ${options.withinMs / 1000} s`
        }. The end of ${record.logFile}:\n${await tail(record.logFile)}`,
      );
    }
    await sleep(POLL_MS);
  }
}
