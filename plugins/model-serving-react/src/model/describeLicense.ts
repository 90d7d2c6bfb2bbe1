/**
 * What a person should know about a licence before using a model.
 *
 * @public
 */
export interface LicenseDescription {
  /** As the catalog names it. */
  id: string;
  url?: string;
  /**
   * `open`: an OSI-approved software licence. `restricted`: its terms limit
   * who may use the model or for what. `unknown`: we do not know its terms.
   */
  terms: 'open' | 'restricted' | 'unknown';
  /** One sentence; absent for open licences. */
  hint?: string;
}

const open = new Set([
  'apache-2.0',
  'mit',
  'bsd-2-clause',
  'bsd-3-clause',
  'isc',
]);

/**
 * Families of licences by the beginning of their identifier, with what their
 * published texts limit. A hint, not legal advice.
 */
const restricted: ReadonlyArray<{ prefix: string; hint: string }> = [
  {
    prefix: 'cc-by-nc',
    hint: 'Non-commercial: not for commercial use without another agreement.',
  },
  {
    prefix: 'llama',
    hint: 'Community licence: has an acceptable use policy, asks for attribution, and very large providers need a licence from Meta.',
  },
  {
    prefix: 'gemma',
    hint: 'Has a policy of prohibited uses that also binds those you pass the model on to.',
  },
  {
    prefix: 'mrl',
    hint: 'Research licence: commercial use needs an agreement with Mistral AI.',
  },
  {
    prefix: 'openrail',
    hint: 'Responsible AI licence: lists uses that are not allowed.',
  },
  {
    prefix: 'bigscience',
    hint: 'Responsible AI licence: lists uses that are not allowed.',
  },
  {
    prefix: 'bigcode-openrail',
    hint: 'Responsible AI licence: lists uses that are not allowed.',
  },
  {
    prefix: 'creativeml-openrail',
    hint: 'Responsible AI licence: lists uses that are not allowed.',
  },
];

/**
 * Describes the licence of a model.
 *
 * @param license - SPDX identifier or the hub's name
 * @param url - its text, where the catalog has one
 * @public
 */
export function describeLicense(
  license: string,
  url?: string,
): LicenseDescription {
  const id = license.toLocaleLowerCase('en-US');
  const link = url === undefined ? {} : { url };
  if (open.has(id)) {
    return { id: license, ...link, terms: 'open' };
  }
  const family = restricted.find(({ prefix }) => id.startsWith(prefix));
  return family
    ? { id: license, ...link, terms: 'restricted', hint: family.hint }
    : {
        id: license,
        ...link,
        terms: 'unknown',
        hint: 'Read its terms before use: this is not one of the common open licences.',
      };
}
