import { Company } from '../company';
import { Story } from './Story';
import { TableBuilder } from './TableBuilder';
import { Stream } from './transactions';

/** `Deployment` events: one each time that the company's pipelines told New Relic of a new version. */
export function writeDeployments(
  table: TableBuilder,
  options: {
    company: Company;
    story: Story;
    streams: readonly Stream[];
    begin: number;
    end: number;
  },
): void {
  const { company, story, streams, begin, end } = options;
  const columns = {
    entityGuid: table.text('entity.guid'),
    entityName: table.text('entity.name'),
    version: table.text('version'),
    commit: table.text('commit'),
    deploymentType: table.text('deploymentType'),
    user: table.text('user'),
    description: table.text('description'),
  };
  for (const { service } of streams) {
    const { appName, entityGuid } = service.newRelic;
    const authors = company.people.filter(({ teams }) =>
      teams.includes(service.team),
    );
    for (const deployment of story.deployments(service, begin, end)) {
      const author = authors[deployment.author % authors.length];
      table.add(deployment.time, 1);
      columns.entityGuid?.set(entityGuid);
      columns.entityName?.set(appName);
      columns.version?.set(deployment.version);
      columns.commit?.set(deployment.commit);
      columns.deploymentType?.set(deployment.deploymentType);
      columns.user?.set(author?.email ?? 'ci');
      columns.description?.set(`${appName} ${deployment.version}`);
    }
  }
}
