import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core';

const useStyles = makeStyles({
  root: {
    width: '100%',
    height: 2 * sidebarConfig.logoHeight,
    display: 'flex',
    alignItems: 'center',
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: 12,
    marginLeft: 22,
    color: '#fff',
    fontSize: 18,
    fontWeight: 600,
    letterSpacing: 0.2,
    whiteSpace: 'nowrap',
  },
});

/** Three clusters, one fleet. */
function Mark() {
  return (
    <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
      <path
        d="M14 3 24 9v10l-10 6L4 19V9z"
        fill="none"
        stroke="#7cc5ff"
        strokeWidth="1.6"
      />
      <circle cx="14" cy="8.5" r="2.6" fill="#7cc5ff" />
      <circle cx="9" cy="17" r="2.6" fill="#7cc5ff" />
      <circle cx="19" cy="17" r="2.6" fill="#7cc5ff" />
    </svg>
  );
}

export function Logo() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  return (
    <div className={classes.root}>
      <Link
        to="/"
        underline="none"
        className={classes.link}
        aria-label="Modelfleet, home"
      >
        <Mark />
        {isOpen && <span>Modelfleet</span>}
      </Link>
    </div>
  );
}
