import { ButtonLink, Text } from '@backstage/ui';
import type { ClusterDoctorView } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  Age,
  confirmedAt,
  LiveContent,
  useClusterDoctor,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { DeployHereLink } from '../deploy';
import { CopyableCode } from './CopyableCode';
import { FindingItem } from './FindingItem';
import { HealthBadge } from './HealthBadge';
import { KindTable } from './KindTable';
import styles from './Fleet.module.css';

/** One cluster: what is wrong, what to do, and what is seen kind by kind. */
export function ClusterDetails(props: { name: string }) {
  const { name } = props;
  const result = useClusterDoctor(name);
  return (
    <>
      <div>
        <ButtonLink size="small" variant="secondary" href="?">
          All clusters
        </ButtonLink>
      </div>
      <LiveContent
        result={result}
        errorTitle={`The state of ${name} could not be read`}
      >
        {view => <Content view={view} />}
      </LiveContent>
    </>
  );
}

function Content(props: { view: ClusterDoctorView }) {
  const { view } = props;
  const { cluster, findings, rbac, kinds, health, kubernetesVersion } = view;
  const manyForbidden =
    findings.filter(({ code }) => code === 'Forbidden').length > 1;
  const mentionsRights = findings.some(
    ({ code }) => code === 'Forbidden' || code === 'OptionalForbidden',
  );
  return (
    <>
      <div className={styles.heading}>
        <Text as="h2" variant="title-small">
          {cluster.title}
        </Text>
        <HealthBadge health={health} />
        {cluster.simulated && <span className={styles.minor}>simulated</span>}
        <DeployHereLink cluster={cluster.name} />
      </div>
      <Text as="p" color="secondary">
        {view.summary}{' '}
        <Age at={confirmedAt(cluster.state)} prefix="Last answer" />
        {kubernetesVersion && `, Kubernetes ${kubernetesVersion.split('+')[0]}`}
        .
      </Text>
      {findings.length > 0 && (
        <section aria-label="What to do">
          <ul className={styles.findings}>
            {findings.map(finding => (
              <FindingItem
                key={`${finding.code} ${finding.message}`}
                finding={finding}
              />
            ))}
          </ul>
        </section>
      )}
      {rbac && manyForbidden && (
        <section aria-label="All missing rights">
          <Text as="h3" variant="title-x-small">
            All of it at once
          </Text>
          <CopyableCode text={rbac} label="Manifest with all missing rights" />
        </section>
      )}
      {!view.mayReadDetails && mentionsRights && (
        <Text as="p" color="secondary">
          Which rights are missing is shown to those with the permission
          model-serving.doctor.read.
        </Text>
      )}
      <KindTable kinds={kinds} />
    </>
  );
}
