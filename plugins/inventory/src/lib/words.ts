import type { Deployment, Origin } from '../model/inventory';

/** The name of an origin, for filters and totals. */
export const originTitles: Record<Origin, string> = {
  both: 'Repository and AWS',
  repository: 'Repository only',
  aws: 'AWS only',
};

/** What an origin means, as a sentence. */
export const originSentences: Record<Origin, string> = {
  both: 'A repository declares it, and it runs in AWS.',
  repository: 'A repository declares it. AWS does not know it.',
  aws: 'AWS knows it. No repository declares it.',
};

const driftTitles: Record<string, string> = {
  'ambiguous-claim': 'Claimed twice',
  'owner-differs': 'Owner differs',
  'system-differs': 'System differs',
  'lifecycle-differs': 'Lifecycle differs',
  'deployments-differ': 'Deployments differ',
  'owner-unknown': 'Owner unknown',
  'unusable-tag': 'Unusable tag',
  'not-running': 'Declared, not running',
  'not-declared': 'Running, not declared',
  'version-deprecated': 'Deprecated version',
  'version-inactive': 'Withdrawn version',
  tainted: 'Last change failed',
  failed: 'Does not run',
  'scope-stale': 'Listing is old',
};

/** The name of a kind of drift; a kind that is new here reads as its id. */
export function driftTitle(kind: string): string {
  return driftTitles[kind] ?? capitalise(kind.replaceAll('-', ' '));
}

/** "Cordillera production", or the number where the account has no name. */
export function accountTitle(
  place: Pick<Deployment, 'account' | 'accountName'>,
): string {
  return place.accountName ?? place.account;
}

/** "production" as the head of a group; things without environment have one too. */
export function environmentTitle(environment: string | undefined): string {
  return environment ? capitalise(environment) : 'Without environment';
}

/** The name of a field of an entity whose source is shown. */
export function fieldTitle(field: string): string {
  return capitalise(field);
}

/** 1,234 */
export function formatCount(count: number): string {
  return count.toLocaleString('en');
}

/** "1 service", "1,234 services" */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
