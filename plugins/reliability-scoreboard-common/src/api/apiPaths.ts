/**
 * The HTTP API of plugin `reliability-scoreboard`, below its base URL.
 *
 * - `GET summary` → `Summary`
 * - `GET rules` → `RuleCatalogue`
 * - `GET services?…` (`ServiceListQuery`, lists as repeated parameters) → `ServiceList`
 * - `GET services.csv?…` → text/csv, all that the filters leave
 * - `GET services/:namespace/:kind/:name` → `ServiceDetail`, 404 when it has no score
 * - `POST services/:namespace/:kind/:name/refresh` → `ServiceDetail`, asks New Relic now
 *
 * Errors have Backstage's form (`ResponseError.fromResponse`).
 */
export const apiPaths = {
  summary: '/summary',
  rules: '/rules',
  services: '/services',
  servicesCsv: '/services.csv',
  service: (entity: { namespace: string; kind: string; name: string }) =>
    `/services/${encodeURIComponent(entity.namespace)}/${encodeURIComponent(
      entity.kind,
    )}/${encodeURIComponent(entity.name)}`,
} as const;
