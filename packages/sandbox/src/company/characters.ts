import { Character, CharacterName } from './types';

const characterList: Character[] = [
  {
    name: 'healthy',
    p95Factor: 1.9,
    p99Factor: 3.2,
    cpuAtPeak: 0.48,
    incidents: {
      perWeek: 0.25,
      minutes: 14,
      errorRate: 0.06,
      latencyFactor: 1.6,
      causedByDeployment: 0.02,
    },
    afterDeployment: undefined,
  },
  {
    name: 'slow',
    p95Factor: 3.4,
    p99Factor: 7,
    cpuAtPeak: 0.74,
    incidents: {
      perWeek: 1.2,
      minutes: 48,
      errorRate: 0.03,
      latencyFactor: 2.8,
      causedByDeployment: 0.06,
    },
    afterDeployment: undefined,
  },
  {
    name: 'noisy',
    p95Factor: 2.2,
    p99Factor: 4.5,
    cpuAtPeak: 0.55,
    incidents: {
      perWeek: 3.5,
      minutes: 22,
      errorRate: 0.12,
      latencyFactor: 1.3,
      causedByDeployment: 0.1,
    },
    afterDeployment: undefined,
  },
  {
    name: 'fragile',
    p95Factor: 2.4,
    p99Factor: 5,
    cpuAtPeak: 0.62,
    incidents: {
      perWeek: 0.8,
      minutes: 75,
      errorRate: 0.35,
      latencyFactor: 2,
      causedByDeployment: 0.22,
    },
    afterDeployment: undefined,
  },
  {
    name: 'slow-after-deployment',
    p95Factor: 2.1,
    p99Factor: 3.8,
    cpuAtPeak: 0.66,
    incidents: {
      perWeek: 0.6,
      minutes: 41,
      errorRate: 0.05,
      latencyFactor: 2.2,
      causedByDeployment: 0.15,
    },
    afterDeployment: { minutes: 55, latencyFactor: 4.5 },
  },
  {
    name: 'thin',
    p95Factor: 2.6,
    p99Factor: 6,
    cpuAtPeak: 0.12,
    incidents: {
      perWeek: 0.3,
      minutes: 190,
      errorRate: 0.4,
      latencyFactor: 1.5,
      causedByDeployment: 0.12,
    },
    afterDeployment: undefined,
  },
  {
    name: 'silent',
    p95Factor: 1,
    p99Factor: 1,
    cpuAtPeak: 0,
    incidents: {
      perWeek: 0,
      minutes: 0,
      errorRate: 0,
      latencyFactor: 1,
      causedByDeployment: 0,
    },
    afterDeployment: undefined,
  },
];

/** Every way a service of the company behaves. */
export const characters = new Map<CharacterName, Character>(
  characterList.map(character => [character.name, character]),
);
