import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { LogoMark } from './Logo';
import styles from './SidebarLogo.module.css';

export const SidebarLogo = () => {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link
      to="/"
      underline="none"
      className={styles.link}
      style={{ width: isOpen ? undefined : sidebarConfig.drawerWidthClosed }}
      aria-label="Rocket, home"
    >
      <LogoMark />
      {isOpen && <span className={styles.name}>Rocket</span>}
    </Link>
  );
};
