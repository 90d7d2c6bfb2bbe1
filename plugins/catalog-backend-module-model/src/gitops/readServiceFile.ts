import {
  componentEntityV1alpha1Validator,
  DefaultNamespaceEntityPolicy,
  Entity,
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  parseEntityRef,
  SchemaValidEntityPolicy,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError, isError } from '@backstage/errors';
import { parseEntityYaml } from '@backstage/plugin-catalog-node';
import { GitOpsTenant } from '@modelfleet/backstage-plugin-model-serving-common';

const ALLOWED_KINDS = ['Component', 'API'];

// The catalog enforces these too, but there one entity that breaks them would
// cost the whole batch.
const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

/**
 * Reads the entities of one service's file.
 *
 * @param text - The file, with one or more YAML documents.
 * @param tenant - Whose folder it is in.
 * @param url - Where it is, for the parser.
 * @throws InputError with the reason, as the end of a sentence about the file;
 * a file is taken as a whole or not at all.
 */
export async function readServiceFile(
  text: string,
  tenant: GitOpsTenant,
  url: string,
): Promise<Entity[]> {
  const entities: Entity[] = [];
  for (const document of parseEntityYaml(text, { type: 'url', target: url })) {
    if (document.type === 'error') {
      throw new InputError(`it is no valid YAML: ${document.error.message}`);
    }
    if (document.type === 'entity') {
      entities.push(await readEntity(document.entity, tenant));
    }
  }
  if (!entities.some(({ kind }) => kind === 'Component')) {
    throw new InputError(
      'there is no Component in it; a service is a Component, with its API beside it if it has one',
    );
  }
  const refs = entities.map(entity => stringifyEntityRef(entity));
  const repeated = refs.find((ref, index) => refs.indexOf(ref) !== index);
  if (repeated) {
    throw new InputError(`it defines ${repeated} twice`);
  }
  return entities;
}

async function readEntity(raw: Entity, tenant: GitOpsTenant): Promise<Entity> {
  const name = `${raw.kind ?? 'the entity'} "${raw.metadata?.name ?? ''}"`;
  if (!ALLOWED_KINDS.includes(raw.kind)) {
    throw new InputError(
      `${name} is of a kind that does not belong here; allowed: ${ALLOWED_KINDS.join(
        ', ',
      )}`,
    );
  }
  const entity = await enforcePolicy(raw, name);
  checkOwner(entity, tenant, name);
  return entity;
}

async function enforcePolicy(raw: Entity, name: string): Promise<Entity> {
  try {
    const entity = await policy.enforce(raw);
    // An API is left to the catalog: its definition may still be a
    // placeholder, which the API's schema does not allow.
    const known =
      entity?.kind === 'Component'
        ? await componentEntityV1alpha1Validator.check(entity)
        : true;
    if (!entity || !known) {
      throw new InputError(`apiVersion "${raw.apiVersion}" is unknown`);
    }
    return entity;
  } catch (error) {
    throw new InputError(
      `${name} is not valid: ${isError(error) ? error.message : error}`,
    );
  }
}

function checkOwner(entity: Entity, tenant: GitOpsTenant, name: string): void {
  const owner = entity.spec?.owner;
  const rule = `must be ${tenant.owner}, which the folder of tenant "${tenant.name}" belongs to`;
  if (typeof owner !== 'string') {
    throw new InputError(`${name} has no spec.owner; it ${rule}`);
  }
  let ref: string;
  try {
    ref = stringifyEntityRef(
      parseEntityRef(owner, {
        defaultKind: 'Group',
        defaultNamespace: entity.metadata.namespace ?? 'default',
      }),
    );
  } catch {
    ref = owner;
  }
  if (ref !== tenant.owner) {
    throw new InputError(`${name} has owner "${owner}"; it ${rule}`);
  }
}
