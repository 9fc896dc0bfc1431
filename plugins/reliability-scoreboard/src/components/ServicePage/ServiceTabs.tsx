import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import {
  dimensions,
  type ServiceDetail,
} from '@rocket/plugin-reliability-scoreboard-common';
import { useSearchParams } from 'react-router-dom';
import { dimensionTitles } from '../../lib/measures';
import { DimensionValue } from '../measures';
import type { ServiceTab } from '../useServiceLink';
import { DimensionPanel } from './DimensionPanel';
import { HistoryPanel } from './HistoryPanel';
import styles from './ServiceTabs.module.css';

const tabs: ServiceTab[] = [...dimensions, 'history'];

/** The four dimensions with their rules, and the history; the tab is in the address. */
export function ServiceTabs(props: { service: ServiceDetail }) {
  const { service } = props;
  const [params, setParams] = useSearchParams();
  const selected = tabs.find(tab => tab === params.get('tab')) ?? tabs[0];
  return (
    <Tabs
      selectedKey={selected}
      onSelectionChange={tab =>
        setParams({ tab: String(tab) }, { replace: true })
      }
    >
      <TabList
        aria-label="Dimensions"
        className={styles.list}
        style={{ flexWrap: 'wrap' }}
      >
        {tabs.map(tab => (
          <Tab key={tab} id={tab}>
            <span className={styles.tab}>
              {tab === 'history' ? (
                'History'
              ) : (
                <>
                  {dimensionTitles[tab]}{' '}
                  <DimensionValue score={service.dimensions[tab]} />
                </>
              )}
            </span>
          </Tab>
        ))}
      </TabList>
      {tabs.map(tab => (
        <TabPanel key={tab} id={tab} className={styles.panel}>
          {tab === 'history' ? (
            <HistoryPanel history={service.history} />
          ) : (
            <DimensionPanel dimension={tab} service={service} />
          )}
        </TabPanel>
      ))}
    </Tabs>
  );
}
