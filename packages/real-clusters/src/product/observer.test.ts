import { observedProjections } from '@modelfleet/backstage-plugin-model-serving-common';
import { documentedRules } from './observer';

/** Asked for on demand, of what is unwell, and never watched. */
const ON_DEMAND = ['events.', 'pods/log.'];

async function documentedVerbs(): Promise<Map<string, readonly string[]>> {
  const verbs = new Map<string, readonly string[]>();
  for (const rule of await documentedRules()) {
    for (const group of rule.apiGroups) {
      for (const resource of rule.resources) {
        verbs.set(`${resource}.${group}`, rule.verbs);
      }
    }
  }
  return verbs;
}

describe('the documented rights', () => {
  it('are to get, list and watch each kind that is observed', async () => {
    const verbs = await documentedVerbs();
    for (const { resource } of observedProjections) {
      const id = `${resource.plural}.${resource.group}`;
      expect([id, verbs.get(id)]).toEqual([id, ['get', 'list', 'watch']]);
    }
  });

  it('are to read, and to read nothing else', async () => {
    const observed = observedProjections.map(
      ({ resource }) => `${resource.plural}.${resource.group}`,
    );
    for (const [id, verbs] of await documentedVerbs()) {
      expect([...observed, ...ON_DEMAND]).toContain(id);
      for (const verb of verbs) {
        expect(['get', 'list', 'watch']).toContain(verb);
      }
    }
  });
});
