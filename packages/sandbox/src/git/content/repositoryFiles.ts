import { Company, Service } from '../../company';
import { renderCatalogInfo } from './catalogInfo';
import { renderDocs } from './docs';
import { renderOpenApi } from './openApi';
import { renderSources } from './sources';

/** Paths and texts of a repository. */
export type Files = Record<string, string>;

/** What is in the repository of a service that one of the company's teams keeps. */
export function renderRepository(company: Company, service: Service): Files {
  const team = company.teams.find(({ name }) => name === service.team);
  return {
    'README.md': [
      `# ${service.name}`,
      service.description,
      `Kept by ${team?.title ?? service.team}, part of ${service.system}.`,
      '',
    ].join('\n\n'),
    CODEOWNERS: `* @${company.organization}/${service.team}\n`,
    'catalog-info.yaml': renderCatalogInfo(company, service),
    ...(service.declaration?.openApi && {
      'openapi.yaml': renderOpenApi(service),
    }),
    ...(service.declaration?.docs && renderDocs(service)),
    ...renderSources(service),
  };
}
