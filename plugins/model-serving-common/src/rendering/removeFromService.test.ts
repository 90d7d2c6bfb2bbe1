import { parse } from 'yaml';
import { removeFromService } from './removeFromService';
import { renderService } from './renderService';
import { alsoInTheUs, supportChat } from './requests.fixture';

const files = new Map(
  renderService(alsoInTheUs, renderService(supportChat).files).files,
).set('clusters/cloud-eu/notes.md', 'by hand');

function remove(...clusters: string[]) {
  return removeFromService({ service: 'support-chat', clusters }, files);
}

describe('removeFromService', () => {
  it('takes one cluster out and leaves the rest byte for byte', () => {
    const result = remove('cloud-eu');
    expect([...result.removed].sort()).toEqual([
      'clusters/cloud-eu/kustomization.yaml',
      'clusters/cloud-eu/notes.md',
    ]);
    expect(result.changed).toEqual(['catalog-info.yaml']);
    expect(result.remaining).toEqual(['cloud-us']);
    const component = result.files.get('catalog-info.yaml') ?? '';
    expect(parse(component).spec.dependsOn).toEqual([
      'model:default/llama-3.1-8b-instruct',
      'resource:default/cloud-us',
    ]);
    for (const [path, text] of result.files) {
      expect([path, text]).toEqual([
        path,
        path === 'catalog-info.yaml' ? component : files.get(path),
      ]);
    }
  });

  it('takes everything with the last cluster', () => {
    const result = remove('cloud-eu', 'cloud-us');
    expect(result.files.size).toBe(0);
    expect(result.removed).toEqual([...files.keys()]);
  });

  it('refuses a cluster that the service is not in', () => {
    expect(() => remove('edge-plant')).toThrow(
      "'support-chat' is not in edge-plant; it is in cloud-eu, cloud-us",
    );
  });

  it('never takes everything because nothing was named', () => {
    expect(() => remove()).toThrow('Name the clusters');
  });
});
