import { useState } from 'react';
import type { PreviewFile } from '@modelfleet/backstage-plugin-model-serving-common';
import { FileText } from './FileText';
import styles from './preview.module.css';

const STATUS_WORDS: Readonly<Record<PreviewFile['status'], string>> = {
  added: 'new',
  changed: 'changed',
  removed: 'removed',
  same: 'unchanged',
};

/** The files of the service; the chosen one with what is different in it. */
export function FileTree(props: {
  folder: string;
  files: readonly PreviewFile[];
}) {
  const { folder, files } = props;
  const first = files.find(({ status }) => status !== 'same') ?? files[0];
  const [chosen, setChosen] = useState<string>();
  const shown = files.find(({ path }) => path === chosen) ?? first;
  return (
    <section aria-label="Files" className={styles.files}>
      <ul className={styles.tree}>
        {files.map(({ path, status }) => (
          <li key={path}>
            <button
              type="button"
              className={styles.file}
              aria-pressed={path === shown?.path}
              onClick={() => setChosen(path)}
            >
              <span>{path.slice(folder.length + 1)}</span>
              <span className={styles.status} data-status={status}>
                {STATUS_WORDS[status]}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {shown && <FileText file={shown} />}
    </section>
  );
}
