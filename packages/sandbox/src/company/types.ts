/** The vocabulary of the sample company: what the sandbox's servers read. */

export type Language = 'java' | 'go' | 'nodejs' | 'react';
export type Lifecycle = 'production' | 'experimental' | 'deprecated';
export type Tier = 0 | 1 | 2 | 3;
export type Environment = 'production' | 'staging';

export interface Company {
  /** What every derived number hangs on; the same seed is the same company. */
  seed: string;
  /** The organisation's name on the git host, `cordillera`. */
  organization: string;
  newRelicAccounts: NewRelicAccount[];
  teams: Team[];
  people: Person[];
  domains: Domain[];
  systems: System[];
  services: Service[];
  aws: AwsOrganization;
}

export interface NewRelicAccount {
  id: number;
  name: string;
}

export interface Team {
  /** Entity name of the Group, as in `group:default/cards`. */
  name: string;
  title: string;
  /** Entity name of the parent business unit. */
  unit: string;
}

export interface Person {
  name: string;
  displayName: string;
  email: string;
  /** Names of the teams the person is in. */
  teams: string[];
}

/** A business model, which the catalog calls a domain. */
export interface Domain {
  name: string;
  title: string;
}

export interface System {
  name: string;
  title: string;
  /** Absent for what all business models share. */
  domain: string | undefined;
  owner: string;
}

export interface Service {
  /** Name of the entity, the repository and the AWS tag alike. */
  name: string;
  description: string;
  language: Language;
  team: string;
  system: string;
  domain: string | undefined;
  tier: Tier;
  lifecycle: Lifecycle;
  clientFacing: boolean;
  /** What the repository says; absent when only AWS knows the service. */
  declaration: Declaration | undefined;
  newRelic: NewRelicIdentity;
  /** The shares of all transactions add up to 1. */
  transactions: Transaction[];
  traffic: Traffic;
  character: Character;
  /** Mean number of production deployments in a week. */
  deploymentsPerWeek: number;
  objectives: Objectives;
  alerts: Record<StandardAlert, AlertState>;
  serviceLevels: ServiceLevel[];
  /** Absent when no CI job reports coverage. */
  testCoverage: TestCoverage | undefined;
  /** Names of the services this one needs, from its transactions' calls and beyond. */
  dependsOn: string[];
  deployments: AwsDeployment[];
}

export interface Declaration {
  /** How well catalog-info.yaml says which New Relic entity this is. */
  annotations: 'guid' | 'app-name' | 'none';
  /** Whether it names the provisioned product it runs on. */
  provisionedProduct: boolean;
  /** Whether an API entity with an OpenAPI document stands beside the component. */
  openApi: boolean;
  /** Whether there are docs/ and mkdocs.yml. */
  docs: boolean;
}

export interface NewRelicIdentity {
  accountId: number;
  applicationId: number;
  /** base64, without padding, of `<accountId>|APM|APPLICATION|<applicationId>`. */
  entityGuid: string;
  appName: string;
  /** False: the entity is known, but sends nothing. */
  reporting: boolean;
}

export interface Transaction {
  /** As New Relic's agent names it, `WebTransaction/Go/POST /v1/score`. */
  name: string;
  method: string;
  path: string;
  /** Part of the service's traffic, 0 to 1. */
  share: number;
  /** Median duration on a quiet day, in milliseconds, time in callees included. */
  latencyMillis: number;
  /** Part of the duration that is spent in the database, 0 to 1. */
  databaseShare: number;
  /** Part of the requests that fail on a quiet day, 0 to 1. */
  errorRate: number;
  /** What this transaction waits for: time lost there is lost here too. */
  calls: Call[];
}

/** A request from one service's transaction to another's. */
export interface Call {
  service: string;
  /** Name of the transaction over there. */
  transaction: string;
}

/**
 * How traffic moves over a Latin American day (UTC-3):
 * `consumer` has a hump at lunch and a higher one in the evening, weekends included;
 * `business` is weekdays, nine to six; `batch` is a window at night; `flat` hardly moves.
 */
export type TrafficShape = 'consumer' | 'business' | 'batch' | 'flat';

export interface Traffic {
  shape: TrafficShape;
  /** Requests per hour at the busiest hour of the week. */
  peakPerHour: number;
  /** Number of instances that share it. */
  hosts: number;
}

export type CharacterName =
  | 'healthy'
  | 'slow'
  | 'noisy'
  | 'fragile'
  | 'slow-after-deployment'
  | 'thin'
  | 'silent';

/** How a service behaves: what the telemetry generator needs to draw it. */
export interface Character {
  name: CharacterName;
  /** Duration at the 95th percentile, as a multiple of the median. */
  p95Factor: number;
  /** Duration at the 99th percentile, as a multiple of the median. */
  p99Factor: number;
  /** Mean CPU utilisation at peak, 0 to 1. */
  cpuAtPeak: number;
  incidents: {
    /** Mean number in a week. */
    perWeek: number;
    /** Median length in minutes. */
    minutes: number;
    /** Part of the requests that fail meanwhile, 0 to 1. */
    errorRate: number;
    /** What durations are multiplied by meanwhile. */
    latencyFactor: number;
    /** Part of the deployments, 0 to 1, that cause an incident. */
    causedByDeployment: number;
  };
  /** What every deployment does to the durations for a while. */
  afterDeployment: { minutes: number; latencyFactor: number } | undefined;
}

/** What the service has promised, and its standard alerts watch. */
export interface Objectives {
  /** Percent of requests, e.g. 99.9. */
  successRate: number;
  p95Millis: number;
}

/** The alerts that every service is to have. */
export const standardAlerts = [
  'error-rate',
  'latency',
  'throughput',
  'signal-loss',
  'burn-rate',
  'saturation',
] as const;

export type StandardAlert = (typeof standardAlerts)[number];

/** `edited`: the condition exists, but no longer asks what the standard asks. */
export type AlertState = 'standard' | 'edited' | 'disabled' | 'missing';

export interface ServiceLevel {
  /** base64, without padding, of `<accountId>|EXT|SERVICE_LEVEL|<id>`. */
  guid: string;
  name: string;
  indicator: 'success' | 'latency';
  /** Percent. */
  target: number;
  /** Rolling window. */
  days: 1 | 7 | 28;
}

export interface TestCoverage {
  linesTotal: number;
  /** Lines covered, in percent. */
  percentage: number;
}

export interface AwsOrganization {
  accounts: AwsAccount[];
  regions: string[];
  portfolios: AwsPortfolio[];
  products: AwsProduct[];
  /** Every deployment of every service, and those that are nobody's service. */
  deployments: AwsDeployment[];
}

export interface AwsAccount {
  id: string;
  name: string;
  role: 'hub' | 'production' | 'staging';
  /** What its roles ask for of whoever assumes them; absent when they do not. */
  externalId?: string;
}

export interface AwsPortfolio {
  /** `port-` and thirteen characters. */
  id: string;
  name: string;
  description: string;
  provider: string;
}

export interface AwsProduct {
  /** `prod-` and thirteen characters. */
  id: string;
  /** Short name within this model. */
  key: string;
  name: string;
  description: string;
  owner: string;
  supportEmail: string;
  /** Names of the portfolios it is in. */
  portfolios: string[];
  /** Oldest first. */
  versions: AwsProductVersion[];
}

export interface AwsProductVersion {
  /** `pa-` and thirteen characters. */
  id: string;
  name: string;
  description: string;
  active: boolean;
  guidance: 'DEFAULT' | 'DEPRECATED';
  /** ISO 8601, UTC. */
  createdAt: string;
}

/** A provisioned product. */
export interface AwsDeployment {
  /** `pp-` and thirteen characters. */
  id: string;
  arn: string;
  name: string;
  type: 'CFN_STACK' | 'CFN_STACKSET' | 'CONTROL_TOWER_ACCOUNT';
  status: 'AVAILABLE' | 'UNDER_CHANGE' | 'TAINTED' | 'ERROR';
  /** Absent unless the status needs words. */
  statusMessage: string | undefined;
  accountId: string;
  region: string;
  environment: Environment;
  /** Key of the product. */
  product: string;
  /** Name of the product's version. */
  version: string;
  role: 'service' | 'database' | 'other';
  /** Name of the service it belongs to; absent for what is nobody's service. */
  service: string | undefined;
  /** ISO 8601, UTC. */
  createdAt: string;
  tags: Record<string, string>;
}
