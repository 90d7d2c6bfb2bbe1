import { repository } from '../__testUtils__/repository';
import { readServicePath } from './servicePath';

describe('readServicePath', () => {
  it('reads where a service is and whose it is', () => {
    expect(
      readServicePath(repository(), 'fleet/chat/support/catalog-info.yaml'),
    ).toEqual({
      tenantFolder: 'chat',
      tenant: expect.objectContaining({ owner: 'group:default/chat-team' }),
      folder: 'fleet/chat/support',
    });
  });

  it('takes the top of the repository for an empty root', () => {
    expect(
      readServicePath(
        { ...repository(), root: '' },
        'chat/support/catalog-info.yaml',
      )?.folder,
    ).toBe('chat/support');
  });

  it('tells a folder that is no tenant', () => {
    expect(
      readServicePath(repository(), 'fleet/sales/bot/catalog-info.yaml'),
    ).toEqual({
      tenantFolder: 'sales',
      tenant: undefined,
      folder: 'fleet/sales/bot',
    });
  });

  it.each([
    'catalog-info.yaml',
    'fleet/catalog-info.yaml',
    'fleet/chat/catalog-info.yaml',
    'fleet/chat/support/base/catalog-info.yaml',
    'fleet/chat/support/clusters/a/catalog-info.yaml',
    'fleet/chat/support/catalog-info.yml',
    'fleet/_platform/x/catalog-info.yaml',
    'fleet/.git/x/catalog-info.yaml',
    'fleeting/chat/support/catalog-info.yaml',
    'other/fleet/chat/support/catalog-info.yaml',
  ])('leaves %s alone', path => {
    expect(readServicePath(repository(), path)).toBeUndefined();
  });
});
