export * from './api';
export * from './criticalPathEntity';
export * from './graphProblems';
