import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { PresentService } from '@modelfleet/backstage-plugin-model-serving-common';
import {
  changeServiceRouteRef,
  ErrorPanel,
  usePresentService,
} from '@modelfleet/backstage-plugin-model-serving-react';
import { Alert, ButtonLink } from '@backstage/ui';
import { readValue } from '../form';
import { changeShape, type ChangeValue } from './shape';
import styles from './change.module.css';

/**
 * Says which service a form changes, and what of it the form does not show.
 * Nothing in a form that makes a new service.
 */
export function ChangeField(props: FieldExtensionComponentProps<ChangeValue>) {
  const change = readValue(changeShape, props.formData);
  return change ? <Changing change={change} /> : null;
}

function Changing({ change }: { change: ChangeValue }) {
  const { state, retry } = usePresentService(change);
  const { service, tenant } = change;
  return (
    <section className={styles.change} aria-label={`Changing ${service}`}>
      <Alert
        status="info"
        icon
        title={`You are changing ${service} of team ${tenant}`}
        description="The form begins with what is in Git now. Change what you want and go on: the preview shows what is different before anything is written. Name and team stay."
      />
      {state.status === 'failed' && (
        <ErrorPanel
          title="Whether that is still what is in Git could not be read; you can go on, the task checks it again"
          error={state.error}
          onRetry={retry}
        />
      )}
      {state.status === 'ready' && (
        <Present change={change} present={state.present} />
      )}
    </section>
  );
}

function Present(props: { change: ChangeValue; present: PresentService }) {
  const { change, present } = props;
  const link = useRouteRef(changeServiceRouteRef);
  const { notes, rewritten, problem, path } = present;
  const below = (file: string) =>
    file.startsWith(`${path}/`) ? file.slice(path.length + 1) : file;
  if (change.fingerprint && change.fingerprint !== present.fingerprint) {
    const query = new URLSearchParams({ repository: change.repository });
    return (
      <div role="alert">
        <Alert
          status="warning"
          icon
          title="It was changed in Git since this form was opened"
          description="Going on would undo that, so it will be refused. Open it again; what you typed here is lost."
          {...(link && {
            customActions: (
              <ButtonLink
                size="small"
                variant="secondary"
                href={`${link({
                  tenant: change.tenant,
                  service: change.service,
                })}?${query}`}
              >
                Open it again
              </ButtonLink>
            ),
          })}
        />
      </div>
    );
  }
  return (
    <>
      {problem && (
        <div role="alert">
          <Alert
            status="warning"
            icon
            title="As it is now it could not be asked for again"
            description={problem}
          />
        </div>
      )}
      {notes.length > 0 && (
        <details open className={styles.details}>
          <summary>What this form does not show as it is in Git</summary>
          <ul>
            {notes.map(({ path: file, message }) => (
              <li key={`${file} ${message}`}>
                {message}. <code>{below(file)}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
      {rewritten.length > 0 && (
        <details className={styles.details}>
          <summary>
            Brought up to date even without a change of yours:{' '}
            {rewritten.length === 1 ? '1 file' : `${rewritten.length} files`}
          </summary>
          <p>
            They were written by an earlier version, before the platform’s rules
            or the model in the catalog changed, or were edited by hand. The
            preview shows the difference.
          </p>
          <ul>
            {rewritten.map(file => (
              <li key={file}>
                <code>{below(file)}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
