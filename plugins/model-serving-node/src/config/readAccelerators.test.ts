import { ConfigReader } from '@backstage/config';
import {
  acceleratorRule,
  DEFAULT_ACCELERATORS,
} from '@modelfleet/backstage-plugin-model-serving-common';
import { readAccelerators } from './readAccelerators';

function read(...accelerators: object[]) {
  return readAccelerators(
    new ConfigReader({
      modelServing: { accelerators: JSON.parse(JSON.stringify(accelerators)) },
    }),
  );
}

describe('readAccelerators', () => {
  it('keeps what is known when nothing is said', () => {
    expect(readAccelerators(new ConfigReader({}))).toEqual(
      DEFAULT_ACCELERATORS,
    );
  });

  it('adds a resource', () => {
    const table = read({
      resource: 'example.com/npu',
      unit: 'chip',
      devices: 'each',
      productLabels: ['example.com/npu.model'],
      memoryLabel: { name: 'example.com/npu.memory' },
    });
    expect(acceleratorRule('example.com/npu', table)).toMatchObject({
      unit: 'chip',
      devices: 'each',
      productLabels: ['example.com/npu.model'],
      memoryLabel: { name: 'example.com/npu.memory', unit: 'MiB' },
    });
    expect(acceleratorRule('example.com/npus', table)).toBeUndefined();
    expect(acceleratorRule('nvidia.com/gpu', table)?.unit).toBe('gpu');
  });

  it('changes of a known one only what is said', () => {
    const table = read({ resource: 'nvidia.com/gpu', taints: ['sku'] });
    expect(acceleratorRule('nvidia.com/gpu', table)).toMatchObject({
      taints: ['sku'],
      devices: 'nvidia',
      driver: { name: 'gpu.nvidia.com' },
    });
  });

  it('takes a pattern for the whole name', () => {
    const table = read({
      resourcePattern: 'example\\.com/v?gpu',
      unit: 'slice',
    });
    expect(acceleratorRule('example.com/vgpu', table)?.unit).toBe('slice');
    expect(acceleratorRule('example.com/vgpu-2', table)).toBeUndefined();
  });

  it('leaves out what shall not be counted', () => {
    const table = read({ resource: 'amd.com/gpu', ignore: true });
    expect(acceleratorRule('amd.com/gpu', table)).toBeUndefined();
  });

  it.each([
    [{}, "accelerators[0].resource' or"],
    [
      { resource: 'a.b/c', resourcePattern: 'x' },
      "accelerators[0].resource' or",
    ],
    [{ resource: 'gpu' }, "accelerators[0].resource' is 'gpu'"],
    [{ resourcePattern: '(' }, "accelerators[0].resourcePattern' is '('"],
    [
      { resource: 'a.b/c', unit: 'card' },
      "accelerators[0].unit' is 'card'; allowed: gpu, slice, core, chip",
    ],
    [{ resource: 'a.b/c', devices: 'some' }, "accelerators[0].devices' is"],
    [
      { resource: 'a.b/c', memoryLabel: { name: 'x', unit: 'GB' } },
      "accelerators[0].memoryLabel.unit' is 'GB'",
    ],
    [{ resource: 'a.b/c', driver: {} }, 'accelerators[0].driver.name'],
  ])('rejects %j and names the key', (entry, message) => {
    expect(() => read(entry)).toThrow(message);
  });
});
