import type { ModelEntityV1alpha1 } from '@modelfleet/backstage-plugin-model-serving-common';
import { describeLicense } from '@modelfleet/backstage-plugin-model-serving-react';
import { Alert, Link, Text } from '@backstage/ui';

/** The licence of the chosen model, loud when it restricts use. */
export function ModelLicense(props: { model: ModelEntityV1alpha1 }) {
  const { license, licenseUrl } = props.model.spec;
  if (!license) {
    return <Text color="secondary">The catalog names no licence.</Text>;
  }
  const { id, url, terms, hint } = describeLicense(license, licenseUrl);
  const name = url ? (
    <Link href={url} target="_blank" rel="noopener">
      {id}
    </Link>
  ) : (
    id
  );
  return terms === 'open' ? (
    <Text color="secondary">Licence: {name}</Text>
  ) : (
    <Alert
      status={terms === 'restricted' ? 'warning' : 'info'}
      icon
      title={<>Licence: {name}</>}
      description={hint}
    />
  );
}
