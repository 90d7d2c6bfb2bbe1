import fs from 'node:fs/promises';
import type { ProcessRecord } from './processes';

/** The state of a socket that waits for connections, in the kernel's words. */
const LISTENING = '0A';

/** 127.0.0.0/8 and ::1, as the kernel writes them: each word's bytes reversed. */
const LOOPBACK = [
  /^[0-9A-F]{6}7F$/,
  /^0{24}01000000$/,
  /^0{16}FFFF0000[0-9A-F]{6}7F$/,
];

async function socketsOf({ pid }: ProcessRecord): Promise<Set<string>> {
  const folder = `/proc/${pid}/fd`;
  const names = await fs.readdir(folder).catch(() => []);
  const targets = await Promise.all(
    names.map(name => fs.readlink(`${folder}/${name}`).catch(() => '')),
  );
  return new Set(
    targets.flatMap(target => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []),
  );
}

/** Listening sockets, local address by inode. */
async function listeners(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const table of ['tcp', 'tcp6']) {
    const text = await fs.readFile(`/proc/net/${table}`, 'utf8');
    for (const line of text.split('\n').slice(1)) {
      const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
      if (state === LISTENING && inode) found.set(inode, local);
    }
  }
  return found;
}

/**
 * Where processes wait for connections, by Linux's own tables: how many
 * places there are, and those that other machines could reach.
 */
export async function whereTheyListen(
  processes: readonly ProcessRecord[],
): Promise<{ readonly count: number; readonly reachable: string[] }> {
  const all = await listeners();
  let count = 0;
  const reachable: string[] = [];
  for (const process of processes) {
    for (const inode of await socketsOf(process)) {
      const local = all.get(inode);
      if (!local) continue;
      count += 1;
      const [address = '', port = ''] = local.split(':');
      if (!LOOPBACK.some(pattern => pattern.test(address))) {
        reachable.push(`${process.name}: port ${Number.parseInt(port, 16)}`);
      }
    }
  }
  return { count, reachable };
}
