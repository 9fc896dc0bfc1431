import { Company } from '../company';
import { EventSource } from '../nrql-engine';
import { CompanyEventSource, Story, streamsOf } from '../telemetry';
import { AlertStore } from './alerts/AlertStore';
import { Incidents } from './alerts/Incidents';
import { createStandardAlerts } from './alerts/standardConditions';
import { CustomEvents } from './CustomEvents';
import { createEntities, EntityStore } from './entities';

/** Everything that the stand-in knows; in memory. */
export interface NewRelicState {
  company: Company;
  /** The present, in epoch milliseconds. */
  clock: () => number;
  entities: EntityStore;
  alerts: AlertStore;
  incidents: Incidents;
  customEvents: CustomEvents;
  events: EventSource;
}

export function createNewRelicState(options: {
  company: Company;
  clock: () => number;
}): NewRelicState {
  const { company, clock } = options;
  const story = Story.create(company);
  const streams = streamsOf(company);
  const alerts = new AlertStore(clock);
  createStandardAlerts({ store: alerts, company, now: clock() });
  const incidents = new Incidents({ alerts, streams, story, clock });
  const customEvents = new CustomEvents();
  return {
    company,
    clock,
    entities: createEntities(company, clock()),
    alerts,
    incidents,
    customEvents,
    events: CompanyEventSource.create({
      company,
      story,
      streams,
      rowSources: [incidents, customEvents],
      clock,
    }),
  };
}
