import { cardsServices } from './cards';
import { clientAppsServices } from './clientApps';
import { ledgerServices } from './ledger';
import { merchantsServices } from './merchants';
import { onboardingServices } from './onboarding';
import { paymentsServices } from './payments';
import { platformServices } from './platform';
import { riskServices } from './risk';
import { ServiceDefinition } from '../definition';

/** All services of the company, a file a team. */
export const serviceDefinitions: ServiceDefinition[] = [
  ...cardsServices,
  ...riskServices,
  ...paymentsServices,
  ...merchantsServices,
  ...ledgerServices,
  ...onboardingServices,
  ...clientAppsServices,
  ...platformServices,
];
