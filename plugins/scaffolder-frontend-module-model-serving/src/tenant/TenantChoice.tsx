import { useEffect } from 'react';
import type { Tenant } from '@modelfleet/backstage-plugin-model-serving-common';
import { Flex, Radio, RadioGroup, Select, Text } from '@backstage/ui';
import { EntityName } from '@modelfleet/backstage-plugin-model-serving-react';
import type { TenantValue, UnfinishedTenant } from './shape';
import styles from './TenantChoice.module.css';

/** The tenants; one that the user may not change says why and is disabled. */
export function TenantChoice(props: {
  tenants: readonly Tenant[];
  value: UnfinishedTenant | undefined;
  onChange(value: TenantValue): void;
}) {
  const { tenants, value, onChange } = props;
  const chosen = tenants.find(tenant => isChosen(tenant, value));
  const allowed = tenants.filter(({ mayChange }) => mayChange);
  const only = allowed.length === 1 ? allowed[0] : undefined;
  const choose = !value?.tenant ? only : undefined;

  useEffect(() => {
    if (choose) {
      onChange(toValue(choose));
    }
  }, [choose, onChange]);

  if (tenants.length === 0) {
    return (
      <Text>
        No teams are configured. The platform team adds them under
        modelServing.gitops.repositories.
      </Text>
    );
  }
  return (
    <Flex direction="column" gap="3">
      <RadioGroup
        aria-label="Team"
        value={chosen ? keyOf(chosen) : null}
        onChange={key => {
          const tenant = tenants.find(candidate => keyOf(candidate) === key);
          if (tenant) {
            onChange(toValue(tenant));
          }
        }}
      >
        {tenants.map(tenant => (
          <Radio
            key={keyOf(tenant)}
            value={keyOf(tenant)}
            isDisabled={!tenant.mayChange}
          >
            <TenantLabel tenant={tenant} />
          </Radio>
        ))}
      </RadioGroup>
      {allowed.length === 0 && (
        <Text color="danger">
          You may not change the services of any team. Ask a member of one to
          add you.
        </Text>
      )}
      {chosen && chosen.namespaces.length > 1 && (
        <Select
          label="Namespace"
          description="The part of each cluster that it runs in"
          value={value?.namespace ?? null}
          onChange={key =>
            onChange({ ...toValue(chosen), namespace: String(key) })
          }
          options={chosen.namespaces.map(name => ({ id: name, label: name }))}
        />
      )}
    </Flex>
  );
}

function TenantLabel(props: { tenant: Tenant }) {
  const { name, owner, repository, clusters, mayChange, reason } = props.tenant;
  return (
    <span className={styles.label}>
      <span>
        <strong>{name}</strong>, owned by{' '}
        <EntityName entityRef={owner} defaultKind="group" />
      </span>
      <span className={styles.minor}>
        {clusters.length === 1 ? 'Cluster' : 'Clusters'}: {clusters.join(', ')}.{' '}
        Repository: {repository.id}.
      </span>
      {!mayChange && (
        <span className={styles.minor}>
          {reason ?? 'You may not change services of this team.'}
        </span>
      )}
    </span>
  );
}

function keyOf({ repository, name }: Tenant): string {
  return `${repository.id}/${name}`;
}

function isChosen(
  tenant: Tenant,
  value: UnfinishedTenant | undefined,
): boolean {
  return (
    tenant.name === value?.tenant &&
    (!value.repository || tenant.repository.id === value.repository)
  );
}

function toValue({ name, repository, namespaces }: Tenant): TenantValue {
  return {
    tenant: name,
    repository: repository.id,
    namespace: namespaces[0] ?? '',
  };
}
