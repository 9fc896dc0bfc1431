import {
  BreadcrumbEntry,
  NotFoundErrorPage,
  useRouteRef,
  type IconElement,
} from '@backstage/frontend-plugin-api';
import type { ReactNode } from 'react';
import {
  Navigate,
  Route,
  Routes,
  useLocation,
  useParams,
  useSearchParams,
} from 'react-router-dom';
import { CriticalPathQueries } from '../query/CriticalPathQueries';
import { rootRouteRef } from '../routes';
import { PageContent } from './page/PageContent';
import { PageHeader } from './page/PageHeader';
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
 * The tabs stay on the pages of paths, too, as the way back.
 */
export function CriticalPathsPages(props: {
  title: string;
  icon: IconElement;
  dashboards: Dashboard[];
}) {
  const { title, dashboards } = props;
  const root = useRouteRef(rootRouteRef);
  const { search } = useLocation();
  const [first] = dashboards;
  return (
    <CriticalPathQueries>
      <BreadcrumbEntry entry={{ label: title, href: root?.() ?? '' }}>
        <PageHeader {...props} />
        <PageContent>
          <Routes>
            {first && (
              <Route
                index
                element={<Navigate to={`${first.path}${search}`} replace />}
              />
            )}
            {dashboards.map(({ path, element }) => (
              <Route key={path} path={path} element={element} />
            ))}
            <Route path=":name" element={<PathRoute />} />
            <Route path=":name/steps/:step" element={<StepRoute />} />
            <Route path="*" element={<NotFoundErrorPage />} />
          </Routes>
        </PageContent>
      </BreadcrumbEntry>
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
