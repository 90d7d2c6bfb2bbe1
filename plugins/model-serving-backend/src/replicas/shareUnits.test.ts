import type { Lease } from './LeaseStore';
import { rendezvousOrder } from './rendezvous';
import { replicaSettings } from './settings';
import { shareUnits } from './shareUnits';
import type { ShareFacts } from './shareUnits';

const NOW = 1_000_000;
const settings = replicaSettings(15_000);
const alive = new Set(['one', 'two', 'three']);
const [first = '', second = '', third = ''] = rendezvousOrder('u', alive);

function decide(facts: Partial<ShareFacts>, lease: Partial<Lease> = {}) {
  const { take, release } = shareUnits({
    me: first,
    now: NOW,
    alive,
    aliveFor: () => 60_000,
    wanted: new Set(['u']),
    held: new Set(),
    leases: new Map([
      ['u', { unit: 'u', owner: undefined, epoch: 4, ...lease }],
    ]),
    freeSince: new Map([['u', NOW]]),
    keptUntil: new Map(),
    settings,
    ...facts,
  });
  return [...take.map(({ epoch }) => `take ${epoch}`), ...release];
}

describe('sharing', () => {
  const held = new Set(['u']);
  it.each<[string, Partial<ShareFacts>, Partial<Lease>, string[]]>([
    ['takes what is free and its own', {}, {}, ['take 4']],
    ['takes from the dead', {}, { owner: 'dead' }, ['take 4']],
    ['leaves what a living one has', {}, { owner: second }, []],
    ['leaves what it does not want', { wanted: new Set() }, {}, []],
    ['waits when it is second', { me: second }, {}, []],
    [
      'does not wait for ever',
      { me: second, freeSince: new Map([['u', NOW - 6_000]]) },
      {},
      ['take 4'],
    ],
    [
      'waits longer when it is third',
      { me: third, freeSince: new Map([['u', NOW - 6_000]]) },
      {},
      [],
    ],
    [
      'takes anew what an answer that was lost gave it',
      { me: third },
      { owner: third },
      ['take 4'],
    ],
    ['keeps its own', { held }, { owner: first }, []],
    ['gives up what is another’s', { me: second, held }, {}, ['u']],
    [
      'waits until the other is settled',
      { me: second, held, aliveFor: () => 10_000 },
      {},
      [],
    ],
    [
      'keeps what came back',
      { me: second, held, keptUntil: new Map([['u', NOW + 1]]) },
      {},
      [],
    ],
  ])('%s', (_, facts, lease, expected) => {
    expect(decide(facts, lease)).toEqual(expected);
  });

  it('is fair, and moves no more than it must', () => {
    const units = Array.from(
      { length: 1_000 },
      (_, index) => `cluster/c${index}`,
    );
    const before = units.map(unit => rendezvousOrder(unit, ['a', 'b', 'c'])[0]);
    for (const replica of ['a', 'b', 'c']) {
      const share = before.filter(owner => owner === replica).length;
      expect(share).toBeGreaterThan(270);
      expect(share).toBeLessThan(400);
    }
    const after = units.map(unit => rendezvousOrder(unit, ['a', 'b'])[0]);
    const moved = before.filter((owner, index) => owner !== after[index]);
    expect(new Set(moved)).toEqual(new Set(['c']));
  });
});
