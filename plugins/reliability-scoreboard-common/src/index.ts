export * from './api';
export * from './words';
