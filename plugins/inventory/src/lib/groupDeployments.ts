import type { Deployment } from '../model/inventory';

/** What runs in one environment. */
export interface EnvironmentGroup {
  environment: string | undefined;
  deployments: Deployment[];
}

/**
 * Groups deployments by environment: production first, then by name, those
 * without one last. Within a group the service itself comes before what it uses.
 */
export function groupDeployments(
  deployments: readonly Deployment[],
): EnvironmentGroup[] {
  const groups = new Map<string | undefined, Deployment[]>();
  for (const deployment of deployments) {
    const group = groups.get(deployment.environment);
    if (group) {
      group.push(deployment);
    } else {
      groups.set(deployment.environment, [deployment]);
    }
  }
  return [...groups]
    .map(([environment, members]) => ({
      environment,
      deployments: [...members].sort(byImportance),
    }))
    .sort((a, b) => rank(a) - rank(b) || compare(a.environment, b.environment));
}

function rank({ environment }: EnvironmentGroup): number {
  if (environment === undefined) {
    return 2;
  }
  return environment === 'production' ? 0 : 1;
}

function byImportance(a: Deployment, b: Deployment): number {
  return (
    Number(b.isService) - Number(a.isService) ||
    compare(a.name, b.name) ||
    compare(a.account, b.account) ||
    compare(a.region, b.region)
  );
}

function compare(a = '', b = ''): number {
  return a.localeCompare(b, 'en');
}
