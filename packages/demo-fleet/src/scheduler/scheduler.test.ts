import { createPod } from '../cluster/admission';
import { deleteObject } from '../cluster/deletion';
import { findCondition } from '../resources/conditions';
import type { PodSpec } from '../resources/pod';
import { virtualCluster } from '../testing/virtualCluster';

function setUp(name = 'cloud-eu') {
  const virtual = virtualCluster(name);
  const { cluster, time } = virtual;
  const add = (pod: string, gpus: number, spec: Partial<PodSpec> = {}) => {
    createPod(cluster, {
      metadata: { name: pod, namespace: 'default' },
      spec: {
        ...spec,
        containers: [
          {
            name: 'main',
            image: 'registry.example.com/main:1',
            resources: { limits: { 'nvidia.com/gpu': String(gpus) } },
          },
        ],
      },
    });
    time.advance(1_000);
  };
  const scheduled = (pod: string) => {
    const found = cluster.pods.get({ namespace: 'default', name: pod });
    return (
      found?.spec.nodeName ??
      findCondition(found?.status?.conditions, 'PodScheduled')?.message
    );
  };
  return { ...virtual, add, scheduled };
}

describe('scheduler', () => {
  it('counts GPUs node by node: eight free ones on two nodes are not eight on one', () => {
    const { add, scheduled } = setUp();
    // The training job of the background holds four.
    add('four', 4);
    add('eight', 8);
    expect(scheduled('four')).toBe('gpu-h100-2');
    expect(scheduled('eight')).toContain(
      '0/2 nodes are available: 2 Insufficient nvidia.com/gpu.',
    );
  });

  it('places a waiting pod as soon as another has gone', () => {
    const { add, scheduled, cluster, time } = setUp();
    add('first', 8);
    add('second', 8);
    expect(scheduled('first')).toBe('gpu-h100-2');
    expect(scheduled('second')).toContain('Insufficient nvidia.com/gpu');
    deleteObject(cluster, cluster.pods, {
      namespace: 'default',
      name: 'first',
    });
    time.advance(1_000);
    // A terminating pod holds its GPUs until it is gone.
    expect(scheduled('second')).toContain('Insufficient nvidia.com/gpu');
    time.advance(2_000);
    expect(scheduled('second')).toBe('gpu-h100-2');
  });

  it('honours node selectors, taints and cordons', () => {
    const { add, scheduled, cluster } = setUp();
    add('elsewhere', 1, {
      nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-L4' },
    });
    expect(scheduled('elsewhere')).toContain(
      "2 node(s) didn't match Pod's node affinity/selector",
    );
    cluster.nodes.modify({ name: 'gpu-h100-1' }, node => ({
      ...node,
      spec: { unschedulable: true },
    }));
    cluster.nodes.modify({ name: 'gpu-h100-2' }, node => ({
      ...node,
      spec: { taints: [{ key: 'maintenance', effect: 'NoSchedule' }] },
    }));
    add('nowhere', 1);
    expect(scheduled('nowhere')).toContain(
      '0/2 nodes are available: 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable.',
    );
    add('tolerant', 1, {
      tolerations: [{ key: 'maintenance', operator: 'Exists' }],
    });
    expect(scheduled('tolerant')).toBe('gpu-h100-2');
  });

  it('tells it in an event as well', () => {
    const { add, cluster } = setUp();
    add('huge', 9);
    expect(
      cluster.events
        .list('default')
        .find(event => event.reason === 'FailedScheduling'),
    ).toMatchObject({
      type: 'Warning',
      involvedObject: { kind: 'Pod', name: 'huge' },
      source: { component: 'default-scheduler' },
    });
  });
});
