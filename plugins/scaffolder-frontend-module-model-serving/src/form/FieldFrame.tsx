import { useId, type ReactNode } from 'react';
import styles from './FieldFrame.module.css';

/** What every field of the wizard gets from the form. */
export interface FieldFrameProps {
  title: string;
  description?: string | undefined;
  required?: boolean | undefined;
  /** Why the form refuses the value. */
  errors?: readonly string[] | undefined;
  children: ReactNode;
}

/** A field's name, explanation and errors around its controls. */
export function FieldFrame(props: FieldFrameProps) {
  const { title, description, required, errors = [], children } = props;
  const errorId = useId();
  return (
    <fieldset
      className={styles.root}
      aria-describedby={errors.length > 0 ? errorId : undefined}
    >
      <legend className={styles.title}>
        {title}
        {required && <span className={styles.required}> (required)</span>}
      </legend>
      {description && <p className={styles.description}>{description}</p>}
      {children}
      {errors.length > 0 && (
        <ul id={errorId} className={styles.errors} role="alert">
          {[...new Set(errors)].map(error => (
            <li key={error}>{error}</li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
