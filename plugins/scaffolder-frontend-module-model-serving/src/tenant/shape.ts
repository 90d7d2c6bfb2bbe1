import { z } from 'zod/v3';

/** Who will own the service, and where its files and objects go. */
export const tenantShape = z.object({
  tenant: z.string().describe('Name of a configured tenant'),
  repository: z.string().describe('Id of the GitOps repository that has it'),
  namespace: z
    .string()
    .describe('Namespace in the clusters, one of the tenant’s'),
});

export type TenantValue = z.output<typeof tenantShape>;

/** The same while a person fills the form. */
export const unfinishedTenantShape = tenantShape.partial();

export type UnfinishedTenant = z.output<typeof unfinishedTenantShape>;
