import { NrqlSyntaxError, parseNrql } from '@rocket/nrql';
import { Service, ServiceLevel } from '../company';
import { ValidationError } from './errors';

export interface EventsQuery {
  /** What follows FROM. */
  from: string;
  /** What follows WHERE. */
  where?: string;
  select?: { function: string; attribute?: string; threshold?: number };
}

export interface ServiceLevelObjective {
  name?: string;
  description?: string;
  /** Percent. */
  target: number;
  timeWindow: { rolling: { count: number; unit: string } };
}

export interface ServiceLevelSettings {
  name: string;
  description?: string;
  slug?: string;
  events: {
    accountId: number;
    validEvents: EventsQuery;
    goodEvents?: EventsQuery;
    badEvents?: EventsQuery;
  };
  objectives?: ServiceLevelObjective[];
}

/** A service level of an entity. */
export class ServiceLevelIndicator {
  readonly id: string;
  readonly guid: string;
  /** The entity that promises. */
  readonly entityGuid: string;
  readonly settings: ServiceLevelSettings;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly updatedAt: number;

  private constructor(fields: ServiceLevelFields) {
    this.id = fields.id;
    this.guid = fields.guid;
    this.entityGuid = fields.entityGuid;
    this.settings = fields.settings;
    this.createdAt = fields.createdAt;
    this.updatedAt = fields.updatedAt;
  }

  static create(
    fields: Omit<ServiceLevelFields, 'updatedAt'>,
  ): ServiceLevelIndicator {
    return new ServiceLevelIndicator({
      ...fields,
      updatedAt: fields.createdAt,
    });
  }

  /** A service level that the sample company set up. */
  static ofCompany(
    service: Service,
    level: ServiceLevel,
    createdAt: number,
  ): ServiceLevelIndicator {
    const { accountId, entityGuid } = service.newRelic;
    const ofService = `entityGuid = '${entityGuid}'`;
    const id = Buffer.from(level.guid, 'base64')
      .toString('utf8')
      .split('|')
      .pop()!;
    return ServiceLevelIndicator.create({
      id,
      guid: level.guid,
      entityGuid,
      settings: {
        name: level.name,
        events: {
          accountId,
          validEvents: { from: 'Transaction', where: ofService },
          ...(level.indicator === 'success'
            ? {
                badEvents: {
                  from: 'TransactionError',
                  where: `${ofService} AND error.expected != true`,
                },
              }
            : {
                goodEvents: {
                  from: 'Transaction',
                  where: `${ofService} AND duration < ${service.objectives.p95Millis / 1000}`,
                },
              }),
        },
        objectives: [
          {
            target: level.target,
            timeWindow: { rolling: { count: level.days, unit: 'DAY' } },
          },
        ],
      },
      createdAt,
    });
  }

  /** The same service level with other settings. */
  with(settings: ServiceLevelSettings, updatedAt: number) {
    return new ServiceLevelIndicator({ ...this, settings, updatedAt });
  }
}

type ServiceLevelFields = Omit<ServiceLevelIndicator, 'with'>;

/** Lengths of rolling windows in days. */
const ROLLING_DAYS = [1, 7, 14, 28, 30];

/** Everything that is wrong with a service level; empty when it is accepted. */
export function validateServiceLevel(
  settings: ServiceLevelSettings,
): ValidationError[] {
  const errors: ValidationError[] = [];
  if (settings.name.trim() === '') {
    errors.push({ name: 'indicator.name', reason: "can't be blank" });
  }
  const { goodEvents, badEvents } = settings.events;
  if (Boolean(goodEvents) === Boolean(badEvents)) {
    errors.push({
      name: 'indicator.events',
      reason: 'exactly one of goodEvents and badEvents must be set',
    });
  }
  for (const name of ['validEvents', 'goodEvents', 'badEvents'] as const) {
    const reason = problemOf(settings.events[name]);
    if (reason) {
      errors.push({ name: `indicator.events.${name}`, reason });
    }
  }
  for (const { target, timeWindow } of settings.objectives ?? []) {
    if (!(target > 0 && target <= 100)) {
      errors.push({
        name: 'indicator.objectives[].target',
        reason: 'must be above 0 and at most 100',
      });
    }
    if (!ROLLING_DAYS.includes(timeWindow.rolling.count)) {
      errors.push({
        name: 'indicator.objectives[].timeWindow.rolling.count',
        reason: `must be one of ${ROLLING_DAYS.join(', ')}`,
      });
    }
  }
  return errors;
}

/** Why a query of events is no NRQL, if it is none. */
function problemOf(events: EventsQuery | undefined): string | undefined {
  if (!events) {
    return undefined;
  }
  const { from, where } = events;
  try {
    parseNrql(
      `SELECT count(*) FROM ${from} ${where === undefined ? '' : `WHERE ${where}`}`,
    );
    return undefined;
  } catch (error) {
    if (error instanceof NrqlSyntaxError) {
      return error.message;
    }
    throw error;
  }
}
