import { commonObjects, VIEWED_SERVICE } from './contents';
import { StaticCluster, storeObjects } from './StaticCluster';

const common = storeObjects(commonObjects());

function podsOf(cluster: StaticCluster) {
  return cluster.list('pods').map(({ text }) => JSON.parse(text));
}

describe('a simulated cluster', () => {
  it('has fifty services and five hundred unrelated pods', () => {
    const cluster = StaticCluster.create(0, common);
    expect(cluster.list('inferenceservices')).toHaveLength(50);
    expect(cluster.list('pods')).toHaveLength(500 + 2 * 50);
  });

  it('has pods as large as real ones', () => {
    const [pod] = StaticCluster.create(0, common).list('pods');
    expect(pod?.text.length).toBeGreaterThan(6_000);
    expect(pod?.text.length).toBeLessThan(10_000);
  });

  it('lists and watches the same change, and changes no other cluster', () => {
    const one = StaticCluster.create(0, common);
    const other = StaticCluster.create(1, common);
    const lines: string[] = [];
    one.watch('pods', one.version, line => lines.push(line));
    one.restart(VIEWED_SERVICE, 7);
    const restarts = (cluster: StaticCluster) =>
      podsOf(cluster).map(pod => pod.status.containerStatuses[0]?.restartCount);
    expect(restarts(one)).toContain(7);
    expect(restarts(other)).not.toContain(7);
    expect(lines.map(line => JSON.parse(line).type)).toEqual(['MODIFIED']);
  });

  it('tells a late watch what it missed', () => {
    const cluster = StaticCluster.create(0, common);
    const from = cluster.version;
    cluster.mark(cluster.group, 'http://changed');
    const lines: string[] = [];
    cluster.watch('inferenceservices', from, line => lines.push(line));
    cluster.watch('pods', from, line => lines.push(line));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('http://changed');
  });

  it('tells of nothing after the end of a watch', () => {
    const cluster = StaticCluster.create(0, common);
    const lines: string[] = [];
    cluster.watch('pods', cluster.version, line => lines.push(line))?.();
    cluster.restart(VIEWED_SERVICE, 1);
    expect(lines).toEqual([]);
  });
});
