import { Link } from '@backstage/ui';
import { describeLicense } from '@modelfleet/backstage-plugin-model-serving-react';
import styles from './AboutModelCard.module.css';

/** A licence with its text one click away, and what to look out for. */
export function License(props: { license: string; url?: string }) {
  const { id, url, terms, hint } = describeLicense(props.license, props.url);
  return (
    <span className={styles.license}>
      {url ? (
        <Link href={url} target="_blank" rel="noopener">
          {id}
        </Link>
      ) : (
        id
      )}
      {hint && (
        <span className={styles.hint} data-terms={terms}>
          {hint}
        </span>
      )}
    </span>
  );
}
