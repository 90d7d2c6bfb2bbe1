import { readEnvironment } from './environment';

describe('readEnvironment', () => {
  it('has a default for everything', () => {
    expect(readEnvironment({})).toEqual({
      port: 7100,
      token: 'demo-token',
      seed: 'modelfleet',
      speed: 1,
    });
  });

  it('takes what is given', () => {
    expect(
      readEnvironment({
        MODELFLEET_DEMO_PORT: '9000',
        MODELFLEET_DEMO_TOKEN: 'secret',
        MODELFLEET_DEMO_SEED: 'seven',
        MODELFLEET_DEMO_SPEED: '0.5',
      }),
    ).toEqual({ port: 9000, token: 'secret', seed: 'seven', speed: 0.5 });
  });

  it.each([
    ['MODELFLEET_DEMO_PORT', 'http'],
    ['MODELFLEET_DEMO_PORT', '65535'],
    ['MODELFLEET_DEMO_SPEED', 'fast'],
    ['MODELFLEET_DEMO_SPEED', '0'],
  ])('names the variable that is wrong: %s=%s', (name, value) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(
      new RegExp(`${name} must be .* "${value}"`),
    );
  });
});
