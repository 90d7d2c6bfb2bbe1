import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Where distributions put the server's programs, newest first. */
function programs(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = fs.existsSync(debian) ? fs.readdirSync(debian) : [];
  const folders = versions
    .sort((a, b) => Number(b) - Number(a))
    .map(version => path.join(debian, version, 'bin'));
  return [...folders, '/usr/local/bin', '/usr/bin'].find(folder =>
    ['initdb', 'pg_ctl'].every(name => fs.existsSync(path.join(folder, name))),
  );
}

/** The server refuses to run as root; its package brings an account for it. */
function account(): { uid?: number; gid?: number } | undefined {
  if (process.getuid?.() !== 0) {
    return {};
  }
  const entry = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .find(([name]) => name === 'postgres');
  return entry && { uid: Number(entry[2]), gid: Number(entry[3]) };
}

export interface LocalPostgres {
  readonly connectionString: string;
  stop(): void;
}

/**
 * Starts a PostgreSQL of its own on a socket in a temporary folder, where the
 * machine has the programs for it.
 */
export function startLocalPostgres(): LocalPostgres | undefined {
  const bin = programs();
  const as = account();
  if (!bin || !as) {
    return undefined;
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'modelfleet-pg-'));
  if (as.uid !== undefined && as.gid !== undefined) {
    fs.chownSync(folder, as.uid, as.gid);
  }
  const data = path.join(folder, 'data');
  const run = (name: string, ...args: string[]) =>
    execFileSync(path.join(bin, name), args, {
      ...as,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  const server = [
    `-k ${folder}`,
    '-c listen_addresses=',
    '-c fsync=off',
    '-c max_connections=200',
  ].join(' ');
  run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-N');
  const log = path.join(folder, 'log');
  run('pg_ctl', '-D', data, '-w', '-l', log, '-o', server, 'start');
  return {
    connectionString: `socket:${folder}?db=postgres&user=postgres`,
    stop() {
      run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
