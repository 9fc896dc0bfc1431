import {
  AlertState,
  CharacterName,
  Declaration,
  Environment,
  Language,
  Lifecycle,
  StandardAlert,
  standardAlerts,
  Tier,
  TrafficShape,
} from './types';

/**
 * A service as its author writes it down in `services/`: only what is particular
 * about it. `createCompany` derives the rest.
 */
export interface ServiceDefinition {
  name: string;
  description: string;
  language: Language;
  team: string;
  system: string;
  tier: Tier;
  /** Default `production`. */
  lifecycle?: Lifecycle;
  /** Default false. */
  clientFacing?: boolean;
  /** Name in New Relic where it is not the service's own. */
  appName?: string;
  character: CharacterName;
  /** Requests per hour at peak. */
  peakPerHour: number;
  /** Default `consumer`. */
  shape?: TrafficShape;
  deploymentsPerWeek: number;
  transactions: TransactionDefinition[];
  /** Needed without being waited for. */
  dependsOn?: string[];
  /** Default by tier. */
  p95Millis?: number;
  alerts: Partial<Record<StandardAlert, AlertState>>;
  serviceLevels: Array<'success' | 'latency'>;
  /** Lines covered in percent; absent when CI does not report. */
  coverage?: number;
  /** `undefined` is written out: only AWS knows this service. */
  repository: Partial<Declaration> | undefined;
  runs: Runs;
  /** From 1e9 on: the identifiers of one of very many, where chance would give two alike. */
  number?: number;
}

export interface TransactionDefinition {
  /** Method and path, `POST /v1/authorizations`. */
  route: string;
  share: number;
  millis: number;
  /** Part of the duration spent in the database. Default 0. */
  database?: number;
  /** Part of the requests that fail. */
  errors: number;
  /** `ledger-writer` (its first transaction) or `ledger-writer POST /v1/entries/batch`. */
  calls?: string[];
}

/** Where a service runs, which becomes its provisioned products. */
export interface Runs {
  /** Default: the product for the service's language. */
  product?: string;
  version: string;
  /** Default: production in both regions, staging in one. */
  where?: Array<[Environment, string]>;
  /** Key of a database product that stands beside the service. */
  database?: string;
  /** How well its resources are tagged. Default `company`. */
  tags?: 'entity-ref' | 'company' | 'poor';
  /** The team that its tags still name, where another has taken it over. */
  taggedTeam?: string;
  status?: 'UNDER_CHANGE' | 'TAINTED' | 'ERROR';
}

/** The full standard set, then what differs from it. */
export function allAlerts(
  except: Partial<Record<StandardAlert, AlertState>> = {},
): Record<StandardAlert, AlertState> {
  return fillAlerts(except, 'standard');
}

/** Fills what is not named with `missing`. */
export function completeAlerts(
  alerts: Partial<Record<StandardAlert, AlertState>>,
): Record<StandardAlert, AlertState> {
  return fillAlerts(alerts, 'missing');
}

function fillAlerts(
  alerts: Partial<Record<StandardAlert, AlertState>>,
  state: AlertState,
): Record<StandardAlert, AlertState> {
  const filled = standardAlerts.map(
    alert => [alert, alerts[alert] ?? state] as const,
  );
  // `fromEntries` forgets that the keys are all of them.
  return Object.fromEntries(filled) as Record<StandardAlert, AlertState>;
}

/** In one region of production only. */
export const oneRegion: Array<[Environment, string]> = [
  ['production', 'sa-east-1'],
  ['staging', 'sa-east-1'],
];
