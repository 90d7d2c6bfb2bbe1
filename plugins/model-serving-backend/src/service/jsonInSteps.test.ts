import { jsonInSteps } from './jsonInSteps';

function written(value: object) {
  const steps = jsonInSteps(value);
  for (let count = 0; ; count++) {
    const step = steps.next();
    if (step.done) return { text: step.value, count };
  }
}

describe('JSON in steps', () => {
  it.each([
    {},
    { one: 1, none: undefined, text: 'a"b', list: [1, 2], deep: { a: [] } },
    { items: Array.from({ length: 26 }, (_, id) => ({ id })), after: true },
    { items: Array.from({ length: 100 }, () => undefined) },
  ])('is what it is at once', value => {
    expect(written(value).text).toBe(JSON.stringify(value));
  });

  it('has steps within a long list', () => {
    const items = Array.from({ length: 1_000 }, (_, id) => ({ id }));
    expect(written({ items }).count).toBe(40);
  });
});
