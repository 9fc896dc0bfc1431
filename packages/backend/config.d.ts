import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

/** Settings that the portal uses and that the packages which read them do not declare. */
export interface Config {
  catalog?: {
    providers?: {
      /** Discovery of repositories in organizations of a Gitea host, by `@backstage/plugin-catalog-backend-module-gitea`. */
      gitea?: {
        [id: string]: {
          /** A host of `integrations.gitea`. */
          host: string;
          organization: string;
          /** The branch that is read; `main` unless said. */
          branch?: string;
          /** The file that is looked for; `catalog-info.yaml` unless said. */
          catalogPath?: string;
          schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        };
      };
    };
  };
  techdocs?: {
    generator?: {
      mkdocs?: {
        /** Builds documents with the plugins that they name, without `mkdocs-techdocs-core`. */
        omitTechdocsCorePlugin?: boolean;
      };
    };
  };
}
