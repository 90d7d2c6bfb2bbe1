import { createKubernetesClusterHandOver } from '.';

const source = {
  getClusters: async () => [],
  getCredential: async () => ({ type: 'anonymous' as const }),
};

describe('createKubernetesClusterHandOver', () => {
  it('gives what was provided, before or after it was asked for', async () => {
    const handOver = createKubernetesClusterHandOver();
    const { signal } = new AbortController();
    const early = handOver.wait(signal);
    handOver.provide(source);
    expect(await early).toEqual({ status: 'provided', source });
    expect(await handOver.wait(signal)).toEqual({ status: 'provided', source });
  });

  it('gives the reason when nothing will be provided', async () => {
    const handOver = createKubernetesClusterHandOver();
    handOver.decline('taken');
    expect(await handOver.wait(new AbortController().signal)).toEqual({
      status: 'declined',
      reason: 'taken',
    });
  });

  it('ends the wait with the signal', async () => {
    const controller = new AbortController();
    const waiting = createKubernetesClusterHandOver().wait(controller.signal);
    controller.abort();
    expect(await waiting).toBeUndefined();
  });
});
