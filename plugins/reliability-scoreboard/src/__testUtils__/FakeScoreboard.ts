import {
  stringifyEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import {
  dimensions,
  type ServiceDetail,
  type ServiceListQuery,
  type Summary,
} from '@rocket/plugin-reliability-scoreboard-common';
import type { ScoreboardApi } from '../api/ScoreboardApi';
import { aSummary } from './scores';

/** A scoreboard in memory that filters, sorts and pages as the back end does. */
export class FakeScoreboard implements ScoreboardApi {
  services: ServiceDetail[] = [];
  summary: Partial<Summary> = {};
  /** When set, every question fails with it. */
  failure?: Error;
  /** What was asked for as CSV. */
  readonly csvQueries: ServiceListQuery[] = [];

  constructor(services: ServiceDetail[]) {
    this.services = services;
  }

  async getSummary() {
    this.#mayFail();
    return aSummary({ services: this.services.length, ...this.summary });
  }

  async getRules() {
    this.#mayFail();
    return { rules: [] };
  }

  async getServices(query: ServiceListQuery) {
    this.#mayFail();
    const found = this.services
      .filter(
        service =>
          (query.owner?.includes(service.owner ?? '') ?? true) &&
          (query.tier?.includes(service.effectiveTier) ?? true) &&
          (query.level?.includes(service.level ?? 'none') ?? true) &&
          (query.outcome?.some(asked =>
            dimensions.some(
              dimension =>
                asked ===
                `${dimension}.${service.dimensions[dimension].outcome}`,
            ),
          ) ??
            true) &&
          service.title.includes(query.search ?? ''),
      )
      .sort((a, b) => compare(a, b, query));
    const offset = query.offset ?? 0;
    return {
      items: found.slice(offset, offset + (query.limit ?? 50)),
      totalItems: found.length,
    };
  }

  async getServicesCsv(query: ServiceListQuery) {
    this.#mayFail();
    this.csvQueries.push(query);
    return new Blob(['title\n']);
  }

  async getService(entity: CompoundEntityRef) {
    this.#mayFail();
    const ref = stringifyEntityRef(entity);
    const service = this.services.find(other => other.entityRef === ref);
    if (!service) {
      throw await ResponseError.fromResponse(
        Object.assign(Response.json({}, { status: 404 })),
      );
    }
    return service;
  }

  async refreshService(entity: CompoundEntityRef) {
    return this.getService(entity);
  }

  #mayFail() {
    if (this.failure) {
      throw this.failure;
    }
  }
}

/** Without a value comes last, whichever the direction. */
function compare(
  a: ServiceDetail,
  b: ServiceDetail,
  { sort = 'title', order = 'asc' }: ServiceListQuery,
): number {
  const [valueOfA, valueOfB] = [a, b].map(service =>
    sort === 'recovery'
      ? service.dimensions.recovery.headline?.value
      : service.title,
  );
  if (valueOfA === undefined || valueOfB === undefined) {
    return Number(valueOfA === undefined) - Number(valueOfB === undefined);
  }
  const sign = order === 'asc' ? 1 : -1;
  return valueOfA === valueOfB ? 0 : sign * (valueOfA < valueOfB ? -1 : 1);
}
