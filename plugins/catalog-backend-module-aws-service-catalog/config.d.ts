import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

/** `repository` wins and AWS fills what is blank, or the other way round. */
type Precedence = 'repository' | 'aws';

/** A `*` pattern or several of which one must fit; case does not count. */
type Patterns = string | string[];

export interface Config {
  catalog?: {
    providers?: {
      /** AWS Service Catalog, by an id of your own for each organisation. */
      awsServiceCatalog?: {
        [id: string]: {
          /**
           * The accounts to list, by id or with a name to show. Credentials and
           * roles are those of `aws.accounts`.
           * @visibility backend
           */
          accounts: Array<string | { id: string; name?: string }>;

          /**
           * The regions to list in every account.
           * @visibility backend
           */
          regions: string[];

          /**
           * When each account and region is listed. Default: every 15 minutes.
           */
          schedule?: SchedulerServiceTaskScheduleDefinitionConfig;

          /** Which portfolios' products are listed. Default: all of them. */
          portfolios?: {
            /** Whether those that others shared are listed too. Default: true. */
            imported?: boolean;
            /** Names or ids. */
            include?: Patterns;
            /** Names or ids. */
            exclude?: Patterns;
          };

          /** Names or ids of products to leave out. Default: Control Tower's. */
          excludeProducts?: string[];

          /** Types of provisioned products to leave out. Default: Control Tower's accounts. */
          excludeTypes?: string[];

          /**
           * Keys of the outputs that are kept and shown. Default: none, since
           * outputs may hold credentials.
           */
          allowedOutputs?: string[];

          limits?: {
            /** Items a page, 1 to 100. Default: 100. */
            pageSize?: number;
            /** How often a request is tried before the sync fails. Default: 10. */
            attempts?: number;
            /** Complete listings that a missing item survives. Default: 2. */
            graceSyncs?: number;
            /** Nothing is removed when a larger part is missing. Default: 0.3. */
            maximumRemovalRatio?: number;
            /** So many items may go whatever their part is. Default: 1. */
            alwaysRemovable?: number;
            /** Failures in a row after which entities say that they may be old. Default: 2. */
            staleAfterFailures?: number;
          };

          /** What a provisioned product is, and whose. */
          mapping?: {
            /** The names of your tags. */
            tags?: {
              /** Default: rocket:entity-ref */
              entityRef?: string;
              /** Default: service */
              service?: string;
              /** Default: team */
              owner?: string;
              /** Default: system */
              system?: string;
              /** Default: lifecycle */
              lifecycle?: string;
              /** Default: tier */
              tier?: string;
              /** Default: environment */
              environment?: string;
              /** Default: title */
              title?: string;
              /** Default: description */
              description?: string;
            };
            /** Whether an equal name joins a provisioned product to a component. Default: false. */
            joinByName?: boolean;
            /** For each field the first fitting rule that sets it decides. */
            rules?: Array<{
              name: string;
              /** Every condition must hold. */
              when?: {
                /** Name or id of the product. */
                product?: Patterns;
                /** Name or id of a portfolio that the product is in. */
                portfolio?: Patterns;
                /** Id or name of the account. */
                account?: Patterns;
                region?: Patterns;
                /** Name of the provisioned product. */
                name?: Patterns;
                /** Type of the provisioned product. */
                type?: Patterns;
                tags?: { [key: string]: Patterns };
              };
              set: {
                /** A service, something that a service uses, or nothing to show. */
                as?: 'service' | 'resource' | 'ignored';
                type?: string;
                /** Name of the service that it is or belongs to. */
                service?: string;
                owner?: string;
                system?: string;
                lifecycle?: string;
                environment?: string;
                /** 0 to 3. */
                tier?: number | string;
              };
            }>;
            /** For what neither a repository nor AWS tells. */
            defaults?: {
              /** Default: unknown */
              owner?: string;
              /** Default: production */
              lifecycle?: string;
              /** The environment whose facts speak for a service. Default: production */
              productionEnvironment?: string;
            };
          };

          /** Who wins, field by field. Default: the repository. */
          merge?: {
            title?: Precedence;
            description?: Precedence;
            type?: Precedence;
            owner?: Precedence;
            system?: Precedence;
            lifecycle?: Precedence;
            tier?: Precedence;
          };

          drift?: {
            /** Types of components that should run in AWS. Default: service, website. */
            runnableTypes?: string[];
            /** Lifecycles of components that should run in AWS. Default: production. */
            runnableLifecycles?: string[];
          };
        };
      };
    };
  };
}
