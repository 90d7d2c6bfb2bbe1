import { InputError } from '@backstage/errors';
import { forPeople } from './forPeople';

describe('forPeople', () => {
  it('leaves a message without its stack', async () => {
    await expect(
      forPeople(async () => {
        throw new InputError('Choose a cluster');
      }),
    ).rejects.toMatchObject({ stack: 'InputError: Choose a cluster' });
  });

  it('keeps the stack of a defect, and a result', async () => {
    await expect(
      forPeople(async () => {
        throw new TypeError('x is not a function');
      }),
    ).rejects.toMatchObject({ stack: expect.stringMatching(/\n\s+at /) });
    expect(await forPeople(async () => 1)).toBe(1);
  });
});
