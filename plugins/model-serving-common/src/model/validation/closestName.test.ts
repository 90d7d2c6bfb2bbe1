import { closestName } from './closestName';

describe('closestName', () => {
  const known = ['artifacts', 'architecture', 'type', 'task', 'hiddenSize'];

  it.each([
    ['artifact', 'artifacts'],
    ['artefacts', 'artifacts'],
    ['hidden_size', 'hiddenSize'],
    ['Type', 'type'],
    ['tsk', 'task'],
    ['tokens', undefined],
    ['replicas', undefined],
    ['', undefined],
  ])('takes %j for %j', (name, meant) => {
    expect(closestName(name, known)).toBe(meant);
  });
});
