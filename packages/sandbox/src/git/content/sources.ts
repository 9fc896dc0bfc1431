import { Language, Service } from '../../company';
import { renderGoSources } from './goSources';
import { renderJavaSources } from './javaSources';
import { renderNodeSources } from './nodeSources';
import { renderReactSources } from './reactSources';
import { Files } from './repositoryFiles';

const renderers: Record<Language, (service: Service) => Files> = {
  java: renderJavaSources,
  go: renderGoSources,
  nodejs: renderNodeSources,
  react: renderReactSources,
};

/** A small program in the service's language that has its routes. */
export function renderSources(service: Service): Files {
  return renderers[service.language](service);
}

/** `card-authorizer` as `CardAuthorizer`. */
export function pascalCase(text: string): string {
  return text
    .split(/[^a-zA-Z0-9]+/)
    .filter(Boolean)
    .map(word => word[0].toUpperCase() + word.slice(1))
    .join('');
}
