import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { Container, Text } from '@backstage/ui';
import { PathStatuses } from '@rocket/plugin-critical-paths';
import { MyTeamScores } from '@rocket/plugin-reliability-scoreboard';
import { useAsync } from 'react-use';
import { greeting } from './greeting';
import styles from './HomePage.module.css';
import { HomeSection } from './HomeSection';
import { QuickLinks } from './QuickLinks';

/** The first page: does the business work, how are my team's services, what next. */
export const HomePage = () => {
  const identity = useApi(identityApiRef);
  const { value: profile } = useAsync(
    () => identity.getProfileInfo(),
    [identity],
  );

  return (
    <Container>
      <main className={styles.page}>
        <header className={styles.header}>
          <Text as="h1" variant="title-medium" weight="bold">
            {greeting(new Date(), profile?.displayName)}
          </Text>
        </header>
        <div className={styles.columns}>
          <div className={styles.column}>
            <HomeSection
              title="Critical paths"
              link={{ to: '/critical-paths', text: 'All four dashboards' }}
            >
              <PathStatuses />
            </HomeSection>
            <HomeSection
              title="My team's services"
              link={{ to: '/scoreboard', text: 'The whole scoreboard' }}
            >
              <MyTeamScores />
            </HomeSection>
          </div>
          <div className={styles.column}>
            <QuickLinks />
          </div>
        </div>
      </main>
    </Container>
  );
};
