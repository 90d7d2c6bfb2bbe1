import { isResourcePermission } from '@backstage/plugin-permission-common';
import { modelServingPermissions } from './permissions';

it('names the permissions that policies are written against', () => {
  const described = modelServingPermissions.map(permission => [
    permission.name,
    permission.attributes.action,
    isResourcePermission(permission) ? permission.resourceType : undefined,
  ]);
  expect(described).toEqual([
    ['model-serving.fleet.read', 'read', undefined],
    ['model-serving.cluster.read', 'read', 'model-serving-cluster'],
    ['model-serving.workload.read', 'read', 'model-serving-workload'],
    ['model-serving.doctor.read', 'read', undefined],
    ['model-serving.service.change', 'update', 'model-serving-service'],
  ]);
});
