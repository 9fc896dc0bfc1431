import {
  pluginHeaderActionsApiRef,
  useApi,
  useBreadcrumbEntries,
  useRouteRef,
  type IconElement,
} from '@backstage/frontend-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { usePageState } from '../../query/usePageState';
import { useCriticalPathLinks } from '../../query/useCriticalPathLinks';
import { rootRouteRef } from '../../routes';

/**
 * The header that the framework draws over a plugin's pages, with tabs that
 * carry the time range and the comparison along. It is drawn here, not through
 * the framework's `PageLayout`: that one is a new component at each render, so
 * everything below would be built anew, and lose its focus and its data, each
 * time a tab's address changes with the state of the page.
 */
export function PageHeader(props: {
  title: string;
  icon: IconElement;
  dashboards: ReadonlyArray<{ path: string; title: string }>;
}) {
  const { title, icon, dashboards } = props;
  const root = useRouteRef(rootRouteRef);
  const headerActions = useApi(pluginHeaderActionsApiRef);
  const { items: breadcrumbs } = useBreadcrumbEntries();
  const [state] = usePageState();
  const links = useCriticalPathLinks(state);
  return (
    <PluginHeader
      title={title}
      icon={icon}
      titleLink={root?.()}
      breadcrumbs={breadcrumbs}
      tabs={dashboards.map(({ path, title: label }) => ({
        id: path,
        label,
        href: links.dashboard(path) ?? path,
        matchStrategy: 'prefix' as const,
      }))}
      customActions={headerActions.getPluginHeaderActions('critical-paths')}
    />
  );
}
