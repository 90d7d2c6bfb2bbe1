import { diffLines } from 'diff';
import type { PreviewFile } from '@modelfleet/backstage-plugin-model-serving-common';
import styles from './preview.module.css';

interface Line {
  readonly sign: '+' | '-' | ' ';
  readonly text: string;
}

/** A file's text, with what goes and what comes marked by more than colour. */
export function FileText({ file }: { file: PreviewFile }) {
  const lines = linesOf(file);
  return (
    <div
      role="region"
      aria-label={`Content of ${file.path}`}
      className={styles.text}
    >
      <pre>
        {lines.map(({ sign, text }, index) => (
          <span
            // The lines of a text have no other identity than their place.
            key={index}
            className={styles.textLine}
            data-sign={sign}
          >
            <span aria-hidden="true">{sign} </span>
            {sign === '+' && <span className={styles.hidden}>Added: </span>}
            {sign === '-' && <span className={styles.hidden}>Removed: </span>}
            {text}
            {'\n'}
          </span>
        ))}
      </pre>
    </div>
  );
}

/** A file that is all new is shown as it is, without a sign on every line. */
function linesOf({ status, before = '', after = '' }: PreviewFile): Line[] {
  if (status === 'added' || status === 'same') {
    return split(after).map(text => ({ sign: ' ', text }));
  }
  return diffLines(before, after).flatMap(({ added, removed, value }) =>
    split(value).map((text): Line => {
      if (added) {
        return { sign: '+', text };
      }
      return { sign: removed ? '-' : ' ', text };
    }),
  );
}

function split(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}
