import { Link, Text } from '@backstage/ui';
import {
  RiAddCircleLine,
  RiBookOpenLine,
  RiBox3Line,
  RiPulseLine,
  RiStackLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { HomeSection } from './HomeSection';
import styles from './QuickLinks.module.css';

const links: Array<{
  to: string;
  title: string;
  description: string;
  icon: RemixiconComponentType;
}> = [
  {
    to: '/create',
    title: 'Start a service',
    description: 'From a template that builds, tests and reports',
    icon: RiAddCircleLine,
  },
  {
    to: '/catalog?filters[kind]=component&filters[user]=all',
    title: 'Find a service',
    description: 'Everything that the company runs, and who owns it',
    icon: RiStackLine,
  },
  {
    to: '/catalog?filters[kind]=resource&filters[user]=all',
    title: 'What runs in AWS',
    description: 'Databases, queues and services from Service Catalog',
    icon: RiBox3Line,
  },
  {
    to: '/critical-paths/latency',
    title: 'Latency of the critical paths',
    description: 'Against their targets and the week before',
    icon: RiPulseLine,
  },
  {
    to: '/docs',
    title: 'Read the docs',
    description: 'Of every service, beside its code',
    icon: RiBookOpenLine,
  },
];

/** The ways into what people come for most. */
export const QuickLinks = () => (
  <HomeSection title="Quick links">
    <ul className={styles.list}>
      {links.map(link => (
        <li key={link.to} className={styles.item}>
          <link.icon size={20} className={styles.icon} aria-hidden />
          <div>
            <Link href={link.to} variant="body-medium" weight="bold">
              {link.title}
            </Link>
            <Text as="p" variant="body-small" color="secondary">
              {link.description}
            </Text>
          </div>
        </li>
      ))}
    </ul>
  </HomeSection>
);
