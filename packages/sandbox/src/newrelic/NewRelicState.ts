import { Company } from '../company';
import { CompanyEventSource, Story, streamsOf } from '../telemetry';
import { AlertStore } from './alerts/AlertStore';
import { Incidents } from './alerts/Incidents';
import { createMuting } from './alerts/muting/createMuting';
import { MutingRules } from './alerts/muting/MutingRules';
import { createStandardAlerts } from './alerts/standardConditions';
import { Targets } from './alerts/Targets';
import { CustomEvents } from './CustomEvents';
import { createEntities, EntityStore } from './entities';
import { EntityEvents } from './EntityEvents';
import { ServiceLevelEvents } from './ServiceLevelEvents';
import { Relationships } from './Relationships';

/** Everything that the stand-in knows; in memory. */
export interface NewRelicState {
  company: Company;
  /** The present, in epoch milliseconds. */
  clock: () => number;
  entities: EntityStore;
  alerts: AlertStore;
  mutingRules: MutingRules;
  incidents: Incidents;
  relationships: Relationships;
  customEvents: CustomEvents;
  events: CompanyEventSource;
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
  const entities = createEntities(company, clock());
  const mutingRules = new MutingRules(clock);
  const incidents = new Incidents({
    alerts,
    streams,
    story,
    targets: new Targets(entities),
    isMuted: createMuting({ alerts, entities, mutingRules }),
    clock,
  });
  const serviceLevelEvents = new ServiceLevelEvents({ entities, clock });
  const customEvents = new CustomEvents();
  const events = CompanyEventSource.create({
    company,
    story,
    streams,
    rowSources: [
      incidents,
      serviceLevelEvents,
      new EntityEvents(entities),
      customEvents,
    ],
    clock,
  });
  incidents.readFrom(events);
  serviceLevelEvents.readFrom(events);
  return {
    company,
    clock,
    entities,
    alerts,
    mutingRules,
    incidents,
    relationships: new Relationships(company, entities),
    customEvents,
    events,
  };
}
