import type { ReactNode } from 'react';
import { Box } from '@backstage/ui';
import styles from './FieldFrame.module.css';

/** What every field of the wizard gets from the form. */
export interface FieldFrameProps {
  title: string;
  description?: string | undefined;
  required?: boolean | undefined;
  children: ReactNode;
}

/**
 * A field's name and explanation around its controls. Why the form refuses a
 * value is said below it by the form itself.
 */
export function FieldFrame(props: FieldFrameProps) {
  const { title, description, required, children } = props;
  return (
    <fieldset className={styles.root}>
      <legend className={styles.title}>
        {title}
        {required && <span className={styles.required}> (required)</span>}
      </legend>
      {description && <p className={styles.description}>{description}</p>}
      {/* The form lies on a surface that BUI does not know of; without this
          its inputs would have the same colour. */}
      <Box bg="neutral" className={styles.controls ?? ''}>
        {children}
      </Box>
    </fieldset>
  );
}
