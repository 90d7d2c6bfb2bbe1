import { useEffect, useState } from 'react';
import { Button } from '@backstage/ui';
import styles from './Fleet.module.css';

const TOLD_MS = 3_000;

type Told = 'not yet' | 'copied' | 'failed';

const WORDS: Readonly<Record<Told, string>> = {
  'not yet': 'Copy',
  copied: 'Copied',
  failed: 'Select and copy it',
};

/** Text to be pasted elsewhere, with a button that copies it. */
export function CopyableCode(props: { text: string; label: string }) {
  const { text, label } = props;
  const [told, setTold] = useState<Told>('not yet');
  useEffect(() => {
    if (told === 'not yet') return undefined;
    const timer = setTimeout(() => setTold('not yet'), TOLD_MS);
    return () => clearTimeout(timer);
  }, [told]);
  const copy = () => {
    // Without HTTPS browsers have no clipboard.
    Promise.resolve(navigator.clipboard?.writeText(text))
      .then(() => setTold(navigator.clipboard ? 'copied' : 'failed'))
      .catch(() => setTold('failed'));
  };
  return (
    <div className={styles.code}>
      <pre aria-label={label}>{text}</pre>
      <Button size="small" variant="secondary" onPress={copy}>
        {WORDS[told]}
      </Button>
    </div>
  );
}
