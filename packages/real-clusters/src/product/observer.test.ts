import { observedProjections } from '@modelfleet/backstage-plugin-model-serving-common';
import { documentedRules } from './observer';

describe('the documented rights', () => {
  it('are to read each kind that is observed, and no other', async () => {
    const documented = (await documentedRules()).flatMap(rule =>
      rule.apiGroups.flatMap(group =>
        rule.resources.map(resource => `${resource}.${group}`),
      ),
    );
    const observed = observedProjections.map(
      ({ resource }) => `${resource.plural}.${resource.group}`,
    );
    expect(documented.sort()).toEqual(observed.sort());
  });

  it('are to read and nothing else', async () => {
    for (const rule of await documentedRules()) {
      expect(rule.verbs).toEqual(['get', 'list', 'watch']);
    }
  });
});
