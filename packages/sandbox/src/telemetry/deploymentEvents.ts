import { Company, Service } from '../company';
import { Story } from './Story';
import { EventRow } from './TableBuilder';

/** `Deployment` events: one each time that the company's pipelines told New Relic of a new version. */
export function deploymentEvents(options: {
  company: Company;
  story: Story;
  services: readonly Service[];
  begin: number;
  end: number;
}): EventRow[] {
  const { company, story, services, begin, end } = options;
  return services.flatMap(service => {
    const { appName, entityGuid } = service.newRelic;
    const authors = company.people.filter(({ teams }) =>
      teams.includes(service.team),
    );
    return story.deployments(service, begin, end).map(deployment => ({
      timestamp: deployment.time,
      'entity.guid': entityGuid,
      'entity.name': appName,
      version: deployment.version,
      commit: deployment.commit,
      deploymentType: deployment.deploymentType,
      user: authors[deployment.author % authors.length]?.email ?? 'ci',
      description: `${appName} ${deployment.version}`,
    }));
  });
}
