import {
  NotFoundErrorPage,
  PageLayout,
  pluginHeaderActionsApiRef,
  useApi,
  useRouteRef,
  type IconElement,
} from '@backstage/frontend-plugin-api';
import type { ReactNode } from 'react';
import {
  Navigate,
  Route,
  Routes,
  useParams,
  useSearchParams,
} from 'react-router-dom';
import { CriticalPathQueries } from '../query/CriticalPathQueries';
import { useCriticalPathLinks } from '../query/useCriticalPathLinks';
import { usePageState } from '../query/usePageState';
import { rootRouteRef } from '../routes';
import { PageContent } from './page/PageContent';
import { PathPage } from './path/PathPage';
import { StepPage } from './step/StepPage';

/** A dashboard that is attached to the page as a sub-page extension. */
export interface Dashboard {
  path: string;
  title: string;
  element: ReactNode;
}

/**
 * All pages under /critical-paths: the dashboards as tabs, one path, one step.
 * The tabs stay on the pages of paths, too, as the way back, and carry the time
 * range and the comparison along, which the framework's own tabs would lose.
 */
export function CriticalPathsPages(props: {
  title: string;
  icon: IconElement;
  dashboards: Dashboard[];
}) {
  const { title, icon, dashboards } = props;
  const headerActions = useApi(pluginHeaderActionsApiRef);
  const root = useRouteRef(rootRouteRef);
  const [state] = usePageState();
  const links = useCriticalPathLinks(state);
  const tabs = dashboards.map(({ path, title: label }) => ({
    id: path,
    label,
    href: links.dashboard(path) ?? path,
  }));
  return (
    <CriticalPathQueries>
      <PageLayout
        title={title}
        icon={icon}
        titleLink={root?.()}
        tabs={tabs}
        headerActions={headerActions.getPluginHeaderActions('critical-paths')}
      >
        <PageContent>
          <Routes>
            {tabs.length > 0 && (
              <Route index element={<Navigate to={tabs[0].href} replace />} />
            )}
            {dashboards.map(({ path, element }) => (
              <Route key={path} path={path} element={element} />
            ))}
            <Route path=":name" element={<PathRoute />} />
            <Route path=":name/steps/:step" element={<StepRoute />} />
            <Route path="*" element={<NotFoundErrorPage />} />
          </Routes>
        </PageContent>
      </PageLayout>
    </CriticalPathQueries>
  );
}

function PathRoute() {
  const { name = '' } = useParams();
  return <PathPage namespace={useNamespace()} name={name} />;
}

function StepRoute() {
  const { name = '', step = '' } = useParams();
  return <StepPage namespace={useNamespace()} name={name} stepId={step} />;
}

/** Paths of other namespaces say so in the URL; the addresses of all others stay short. */
function useNamespace(): string {
  const [params] = useSearchParams();
  return params.get('namespace') ?? 'default';
}
