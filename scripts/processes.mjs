// Starts processes that belong together, and stops all of them when one ends.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './setup.mjs';

const READY_WITHIN_MS = 300_000;
const KILL_AFTER_MS = 8_000;

// What a visitor wants to read; everything is in the log file.
const WORTH_READING = /\b(warn|error)\b|demo fleet:|model-serving/i;
// Backstage says so of any instance without an events backend.
const EXPECTED = /events backend not found|incomingRequest/;

export class ProcessGroup {
  #env;
  #logs;
  #children = [];
  #stopping = false;
  #code = 0;
  #end;
  #ended = new Promise(resolve => {
    this.#end = resolve;
  });

  constructor(env, { logs }) {
    this.#env = env;
    this.#logs = logs;
  }

  /** Runs Node with these arguments; what it prints goes to a log file. */
  launch(name, args, { cwd = root } = {}) {
    const folder = path.join(root, this.#logs);
    fs.mkdirSync(folder, { recursive: true });
    const log = fs.createWriteStream(path.join(folder, `${name}.log`));
    const child = spawn('node', args, {
      cwd,
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what a child starts stops with it.
      detached: true,
    });
    const tail = [];
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream.setEncoding('utf8');
      stream.on('data', text => {
        log.write(text);
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          tail.push(line);
          if (tail.length > 30) tail.shift();
          if (WORTH_READING.test(line) && !EXPECTED.test(line)) {
            console.log(`[${name}] ${line}`);
          }
        }
      });
    }
    child.once('exit', code => {
      if (this.#stopping) return;
      console.error(
        `\n${tail.join(
          '\n',
        )}\n\n${name} ended (code ${code}); stopping the rest. Its log: ${
          this.#logs
        }/${name}.log`,
      );
      this.stop(1);
    });
    this.#children.push(child);
  }

  stopOnSignals() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        if (!this.#stopping) console.log('\n[start] stopping');
        this.stop(0);
      });
    }
  }

  stop(code) {
    if (this.#stopping) return;
    this.#stopping = true;
    this.#code = code;
    const running = this.#children.filter(
      child => child.exitCode === null && child.signalCode === null,
    );
    const signal = name => {
      for (const child of running) {
        try {
          process.kill(-child.pid, name);
        } catch {
          // It has ended already.
        }
      }
    };
    signal('SIGTERM');
    const hard = setTimeout(() => signal('SIGKILL'), KILL_AFTER_MS);
    Promise.all(
      running.map(child => new Promise(resolve => child.once('exit', resolve))),
    ).then(() => {
      clearTimeout(hard);
      this.#end(this.#code);
      process.exit(this.#code);
    });
  }

  /** Resolves with the exit code once everything has stopped. */
  ended() {
    return this.#ended;
  }

  async waitFor(what, url) {
    const started = Date.now();
    while (!(await answers(url))) {
      if (this.#stopping) return this.#ended;
      if (Date.now() - started > READY_WITHIN_MS) {
        this.stop(1);
        throw new Error(
          `${what} did not answer at ${url} within five minutes; see ${
            this.#logs
          }.`,
        );
      }
      await new Promise(resolve => setTimeout(resolve, 300));
    }
    const seconds = Math.round((Date.now() - started) / 1000);
    console.log(`[start] ${what} is ready (${seconds} s)`);
    return undefined;
  }
}

async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    return response.ok;
  } catch {
    return false;
  }
}
